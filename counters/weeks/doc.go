// Package weeks names and describes the weeks of Go telemetry. The name of a week is
// the day on which it ends, at 00:00 UTC. The names of reports contain it. Start at
// [OfReport] for file names, and at [Collecting] for the states of a week.
package weeks

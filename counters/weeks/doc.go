// Package weeks knows the weeks of Go telemetry. A week is named by the day on which it
// ends, at 00:00 UTC, and that name is part of the names of reports. Start at
// [OfReport] for file names, and at [Collecting] for the states of a week.
package weeks

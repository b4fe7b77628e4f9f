// Package housekeeping lists the files of a telemetry directory, and deletes the files
// of old weeks. Start at [List] and at [PlanCleanup].
package housekeeping

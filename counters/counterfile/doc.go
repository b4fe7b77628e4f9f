// Package counterfile reads counter files of format v1, which the counter package of
// golang.org/x/telemetry writes. Start at [Reader] for the counters of a file, at
// [ReadHeader] for its header alone, and at format.go for the layout.
package counterfile

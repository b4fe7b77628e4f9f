// Package counterfile reads counter files of format v1, as written by the counter
// package of golang.org/x/telemetry. Start at [Reader] for the counters of a file, at
// [ReadHeader] for the header alone, and at format.go for the layout.
package counterfile

// Package mode reads, writes and watches the Go telemetry mode of a user: the
// file `mode` in the telemetry directory.
//
// It reads what golang.org/x/telemetry reads, odd contents included, and writes
// exactly the bytes that `go telemetry` writes. The go command truncates the file
// and writes it again. A [Writer] instead replaces it in one step, so that a reader
// or a crash never sees anything but the old or the new mode.
//
// Start reading at [State], which says what the file means. [Dir.Read] reads the
// mode, [Writer.Set] changes it, and [Watch] reports changes by other programs.
package mode

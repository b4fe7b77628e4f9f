// Package mode reads, writes and watches the Go telemetry mode of a user: the
// file `mode` in the telemetry directory.
//
// It reads what golang.org/x/telemetry would read, odd contents included, and
// writes what `go telemetry` would write, byte for byte; but where the go
// command truncates the file and writes it again, a [Writer] replaces it in one
// step, so that no reader and no crash ever finds a third thing.
//
// Start reading at [State], which says what the file means; [Dir.Read],
// [Writer.Set] and [Watch] are the ways to get one, to change it, and to hear
// of changes by others.
package mode

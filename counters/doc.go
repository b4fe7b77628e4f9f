// Package counters reads what Go telemetry has recorded on this machine: counter
// files, weekly reports and the upload config. It makes summaries of them and
// previews of what the uploader would send, as plain data.
//
// The files belong to the Go toolchain. This package opens them for reading only,
// never maps them into memory, and takes nothing in them for granted: what cannot
// be read becomes a [problem.Problem] that names the file and the place in it.
//
// Start reading at [index.Headers] for the headers alone, at [counterfile.Reader] for one whole file,
// and at [index.Index] for a telemetry directory.
package counters

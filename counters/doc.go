// Package counters is the parent of the packages that read what Go telemetry records
// on this machine. Each of them imports only packages above it in this list:
//
//   - problem: a file that can't be used, and why
//   - internal/rawfile: opens regular files cheaply and safely
//   - weeks: the weeks in file names, and their states
//   - counterfile: the format of counter files; start there for one file
//   - index: what a telemetry directory holds; start there for a whole directory
//   - summary: what was counted, by week, program and chart
//   - uploadconfig: the public list of approved counters, cached or downloaded
//   - upload: what Go's uploader would upload, and what stops it
//   - housekeeping: the list of all files, and the clean-up
//
// The files belong to the Go toolchain. These packages open them for reading only,
// never map them into memory, and trust nothing in them. A file that can't be read
// becomes a problem.Problem, which names the file and the offset in it. Only a clean-up
// deletes files, and only those that the user has seen in its plan.
//
// The tests of this package compare all of them with the library of Go telemetry, the
// real go command, gopls and gotelemetry.
package counters

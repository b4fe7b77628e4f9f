// Package counters is the house of what Go telemetry records on this machine. The code
// lives in its rooms, each of which imports only rooms above it in this list:
//
//   - problem: a file that can't be used, and why
//   - internal/rawfile: opens regular files cheaply and without risk
//   - weeks: the weeks in file names, and their states
//   - counterfile: the format of counter files; start there for one file
//   - index: what a telemetry directory holds; start there for a whole directory
//   - summary: what was counted, by week, program and chart
//   - uploadconfig: the list of approved counters, cached or downloaded
//   - upload: what Go's uploader would upload, and what stops it
//   - housekeeping: the list of all files, and the clean-up
//
// The files belong to the Go toolchain. The rooms open them for reading only, never map
// them into memory, and trust nothing in them: what can't be read becomes a
// problem.Problem that names the file and the place in it. Only a clean-up deletes
// files, and only those that the user has seen in its plan.
//
// The tests of this package hold all rooms together against the library of Go
// telemetry, the real go command, gopls and gotelemetry.
package counters

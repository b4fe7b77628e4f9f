// Package rawfile opens regular files of other programs for reading. It makes few
// system calls, since a telemetry directory can hold thousands of files. It never waits
// for a pipe or opens a device. Start at [Dir].
package rawfile

// Package rawfile opens the regular files of other programs for reading: with few
// system calls, since a telemetry directory has thousands of files, and without ever
// waiting for a pipe or opening a device. Start at [Dir].
package rawfile

//go:build unix

package main

import (
	"errors"
	"os"
	"runtime"
	"syscall"
)

// mostResidentMB is the most resident memory that a process had that has ended.
func mostResidentMB(state *os.ProcessState) (float64, error) {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0, errors.New("reading what a process used: not known on this system")
	}
	unit := 1024.0 // of kB on Linux and the BSDs, of bytes on macOS
	if runtime.GOOS == "darwin" {
		unit = 1024 * 1024
	}
	return float64(usage.Maxrss) / unit, nil
}

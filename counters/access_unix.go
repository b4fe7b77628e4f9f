//go:build unix

package counters

import "golang.org/x/sys/unix"

// These ask the system itself: flags would make x/sys guess by permission bits
// where a file is immutable.

func mayMakeFiles(directory string) error { return unix.Access(directory, unix.W_OK|unix.X_OK) }
func mayList(directory string) error      { return unix.Access(directory, unix.R_OK|unix.X_OK) }
func mayWrite(file string) error          { return unix.Access(file, unix.W_OK) }
func mayRead(file string) error           { return unix.Access(file, unix.R_OK) }

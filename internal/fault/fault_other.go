//go:build !windows

package fault

import "syscall"

func temporaryHere(syscall.Errno) bool { return false }

func handlesHere(error) bool { return false }

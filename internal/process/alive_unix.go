//go:build unix

package process

import (
	"bytes"
	"errors"
	"os"
	"strconv"
	"syscall"
)

// Alive reports whether process pid runs. A process that has ended but
// was not yet waited for does not: in containers it can stay so for days.
func Alive(pid int) bool {
	if pid <= 0 {
		return false // 0 and below address groups of processes
	}
	if err := syscall.Kill(pid, 0); err != nil {
		return errors.Is(err, syscall.EPERM) // it is there, and another user's
	}
	return !zombie(pid)
}

// zombie looks at the state in /proc, where there is one: the letter after the
// program's name in parentheses, which may itself contain parentheses.
func zombie(pid int) bool {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return false
	}
	i := bytes.LastIndexByte(stat, ')')
	return i >= 0 && bytes.HasPrefix(stat[i+1:], []byte(" Z"))
}

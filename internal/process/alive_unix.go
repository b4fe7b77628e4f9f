//go:build unix

package process

import (
	"bytes"
	"errors"
	"os"
	"strconv"
	"syscall"
)

// Alive reports whether process pid is running. A zombie is not, which in containers can
// exist for days.
func Alive(pid int) bool {
	if pid <= 0 {
		return false // 0 and below mean process groups
	}
	if err := syscall.Kill(pid, 0); err != nil {
		return errors.Is(err, syscall.EPERM) // it exists, and belongs to another user
	}
	return !zombie(pid)
}

// zombie checks the state in /proc, if there is one: the letter after the program name
// in parentheses, which may itself contain parentheses.
func zombie(pid int) bool {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return false
	}
	i := bytes.LastIndexByte(stat, ')')
	return i >= 0 && bytes.HasPrefix(stat[i+1:], []byte(" Z"))
}

package process

import (
	"errors"

	"golang.org/x/sys/windows"
)

// Alive reports whether process pid is running.
func Alive(pid int) bool {
	if pid <= 0 {
		return false
	}
	h, err := windows.OpenProcess(windows.SYNCHRONIZE, false, uint32(pid))
	if err != nil {
		return errors.Is(err, windows.ERROR_ACCESS_DENIED) // it exists, and belongs to another user
	}
	defer windows.CloseHandle(h) //nolint:errcheck // nothing depends on it
	event, err := windows.WaitForSingleObject(h, 0)
	return err == nil && event == uint32(windows.WAIT_TIMEOUT)
}

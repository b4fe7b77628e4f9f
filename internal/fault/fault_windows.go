package fault

import (
	"errors"
	"syscall"

	"golang.org/x/sys/windows"
)

func temporaryHere(errno syscall.Errno) bool {
	switch errno {
	case windows.ERROR_TOO_MANY_OPEN_FILES, windows.ERROR_NOT_ENOUGH_MEMORY, windows.ERROR_OUTOFMEMORY,
		windows.ERROR_NO_SYSTEM_RESOURCES, windows.ERROR_SHARING_VIOLATION, windows.ERROR_LOCK_VIOLATION,
		windows.ERROR_IO_DEVICE, windows.ERROR_NOT_READY, windows.ERROR_BAD_NETPATH, windows.ERROR_NETNAME_DELETED:
		return true
	}
	return false
}

func handlesHere(err error) bool { return errors.Is(err, windows.ERROR_TOO_MANY_OPEN_FILES) }

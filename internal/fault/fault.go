// Package fault tells errors about a file from temporary errors of this process.
package fault

import (
	"errors"
	"slices"
	"syscall"
)

// Temporary reports whether err may not recur and doesn't affect other programs: this
// process or the machine lacks file handles or memory, or a disk or network doesn't
// respond.
func Temporary(err error) bool {
	var errno syscall.Errno
	return errors.As(err, &errno) && (slices.Contains(temporary, errno) || temporaryHere(errno))
}

// Handles reports whether err is a lack of file handles.
func Handles(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) || handlesHere(err)
}

var temporary = []syscall.Errno{
	syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM, syscall.ENOBUFS, syscall.EIO, syscall.EAGAIN, syscall.EINTR,
	syscall.EBUSY, syscall.ESTALE, syscall.ETIMEDOUT, syscall.ENOLCK, syscall.EDEADLK, syscall.ENOTCONN, syscall.ECONNABORTED,
	syscall.ECONNREFUSED, syscall.ECONNRESET, syscall.EHOSTDOWN, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.ENETUNREACH,
}

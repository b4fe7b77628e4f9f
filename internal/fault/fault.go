// Package fault tells whether a failed system call says something about the file,
// or only about this process and this moment.
package fault

import (
	"errors"
	"slices"
	"syscall"
)

// Temporary reports whether err may be gone at the next try, and says nothing of
// what other programs find: this process or the machine lacks file handles or
// memory, or a disk or a network does not answer.
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

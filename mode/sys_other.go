//go:build !unix

package mode

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"syscall"
	"time"
)

// refused are the errors that a temporary file or its rename meets where the file
// itself may still be open to writing.
func refused(err error) bool { return errors.Is(err, fs.ErrPermission) }

// noHardLinks are the errors of file systems that have none.
func noHardLinks(err error) bool { return !errors.Is(err, fs.ErrExist) }

// fullDisk are the errors of a disk that is used up.
func fullDisk(err error) bool {
	const errorHandleDiskFull, errorDiskFull = syscall.Errno(39), syscall.Errno(112)
	return runtime.GOOS == "windows" && (errors.Is(err, errorHandleDiskFull) || errors.Is(err, errorDiskFull))
}

// cannotSync are the errors of file systems that do not know how to.
func cannotSync(error) bool { return false }

// keepOwner does nothing: a new file has the owner of the process.
func keepOwner(*os.File, fs.FileInfo) {}

// syncFolder does nothing: folders cannot be synced.
func syncFolder(string) error { return nil }

// rename replaces to by from. It is refused while another process has the old
// file open, which takes a reader microseconds.
func rename(from, to string) error {
	err := os.Rename(from, to)
	for pause := time.Millisecond; err != nil && pause < 100*time.Millisecond; pause *= 2 {
		time.Sleep(pause)
		err = os.Rename(from, to)
	}
	return err
}

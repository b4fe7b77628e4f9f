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

// refused reports whether err means that a temporary file or its rename is not
// permitted. The file itself may still be writable.
func refused(err error) bool { return errors.Is(err, fs.ErrPermission) }

// noHardLinks reports whether err means that the file system has no hard links.
func noHardLinks(err error) bool { return !errors.Is(err, fs.ErrExist) }

// fullDisk reports whether err means that the disk is full.
func fullDisk(err error) bool {
	const errorHandleDiskFull, errorDiskFull = syscall.Errno(39), syscall.Errno(112)
	return runtime.GOOS == "windows" && (errors.Is(err, errorHandleDiskFull) || errors.Is(err, errorDiskFull))
}

// cannotSync reports whether the error means that the file system cannot sync.
func cannotSync(error) bool { return false }

// keepOwner does nothing: a new file belongs to the owner of the process.
func keepOwner(*os.File, fs.FileInfo) {}

// syncDir does nothing, because directories cannot be synced here.
func syncDir(string) error { return nil }

// rename replaces to with from. It tries again while another process has the old
// file open. A reader has it open only for microseconds.
func rename(from, to string) error {
	err := os.Rename(from, to)
	for pause := time.Millisecond; err != nil && pause < 100*time.Millisecond; pause *= 2 {
		time.Sleep(pause)
		err = os.Rename(from, to)
	}
	return err
}

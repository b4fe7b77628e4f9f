//go:build unix

package mode

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"github.com/telemetry-ls/telemetry-ls/internal/fault"
)

// refused are the errors that a temporary file or its rename meets where the file
// itself may still be open to writing: a mount point, a folder of somebody else.
func refused(err error) bool {
	return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EACCES) ||
		errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EROFS)
}

// noHardLinks are the errors of file systems that have none.
func noHardLinks(err error) bool {
	return errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.ENOSYS) ||
		errors.Is(err, syscall.EOPNOTSUPP) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.EMLINK)
}

// fullDisk are the errors of a disk or a quota that is used up.
func fullDisk(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// cannotSync are the errors of file systems that do not know fsync.
func cannotSync(err error) bool {
	return errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.ENOSYS)
}

// keepOwner gives f the owner and the group of old where that is allowed.
func keepOwner(f *os.File, old fs.FileInfo) {
	want, ok := old.Sys().(*syscall.Stat_t)
	if !ok {
		return
	}
	info, err := f.Stat()
	if err != nil {
		return
	}
	have, ok := info.Sys().(*syscall.Stat_t)
	if !ok || have.Uid == want.Uid && have.Gid == want.Gid {
		return
	}
	if err := f.Chown(int(want.Uid), int(want.Gid)); err != nil {
		_ = f.Chown(-1, int(want.Gid)) // only root may give files away
	}
}

// syncFolder makes a new name in folder last through a power cut. A folder that
// may be searched but not read cannot be synced, and none can without file handles:
// what was done is done all the same.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		if errors.Is(err, fs.ErrPermission) || fault.Handles(err) {
			return nil
		}
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !cannotSync(err) {
		return err
	}
	return nil
}

// rename replaces to by from.
func rename(from, to string) error { return os.Rename(from, to) }

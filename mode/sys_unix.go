//go:build unix

package mode

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"github.com/telemetry-ls/telemetry-ls/internal/fault"
)

// refused reports whether err, from a temporary file or its rename, leaves a chance
// to write the file itself: at a mount point, or in another user's directory.
func refused(err error) bool {
	return errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EACCES) ||
		errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EROFS)
}

// noHardLinks reports whether err means that the file system has no hard links.
func noHardLinks(err error) bool {
	return errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.ENOSYS) ||
		errors.Is(err, syscall.EOPNOTSUPP) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.EMLINK)
}

// fullDisk reports whether err means that the disk or a quota is full.
func fullDisk(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// cannotSync reports whether err means that the file system has no fsync.
func cannotSync(err error) bool {
	return errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.ENOSYS)
}

// keepOwner gives f the owner and the group of old if that is allowed.
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
		_ = f.Chown(-1, int(want.Gid)) // only root may change the owner
	}
}

// syncDir makes a new name in dir survive a power failure. It ignores a directory
// that can be searched but not read, and a lack of file handles: the name exists
// anyway.
func syncDir(dir string) error {
	f, err := os.Open(dir)
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

// rename moves from to the path to, and replaces it.
func rename(from, to string) error { return os.Rename(from, to) }

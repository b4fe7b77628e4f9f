package access

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// may asks with the rights by which files are opened. An old kernel does not know
// that question, and some sandboxes forbid it: where both identities of the process
// are the same, the old question has the same answer. (unix.Faccessat goes by the
// permission bits then, and knows nothing of immutable files.)
func may(path string, mode uint32) error {
	err := unix.Faccessat2(unix.AT_FDCWD, path, mode, unix.AT_EACCESS)
	if !errors.Is(err, unix.ENOSYS) && !errors.Is(err, unix.EPERM) {
		return err
	}
	if os.Getuid() != os.Geteuid() || os.Getgid() != os.Getegid() {
		return unix.Faccessat(unix.AT_FDCWD, path, mode, unix.AT_EACCESS)
	}
	return unix.Faccessat(unix.AT_FDCWD, path, mode, 0)
}

// flagged gives the flag of the file at path that keeps even its owner from
// changing it.
func flagged(path string) *Flag {
	var stat unix.Statx_t
	if err := unix.Statx(unix.AT_FDCWD, path, 0, 0, &stat); err != nil {
		return nil
	}
	attributes := stat.Attributes & stat.Attributes_mask
	const both = unix.STATX_ATTR_IMMUTABLE | unix.STATX_ATTR_APPEND
	if stat.Attributes_mask&both != both {
		attributes |= flagsOf(path)
	}
	switch {
	case attributes&unix.STATX_ATTR_IMMUTABLE != 0:
		return &Flag{path, "immutable", "i"}
	case attributes&unix.STATX_ATTR_APPEND != 0:
		return &Flag{path, "append-only", "a"}
	}
	return nil
}

// flagsOf asks file systems that do not tell it by statx. The numbers are the same
// there.
func flagsOf(path string) uint64 {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_NONBLOCK|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	if err != nil {
		return 0
	}
	defer unix.Close(fd) //nolint:errcheck // it was only looked at
	flags, err := unix.IoctlGetUint32(fd, unix.FS_IOC_GETFLAGS)
	if err != nil {
		return 0
	}
	return uint64(flags) & (unix.STATX_ATTR_IMMUTABLE | unix.STATX_ATTR_APPEND)
}

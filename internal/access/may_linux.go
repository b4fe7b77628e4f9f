package access

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// may checks access with the effective user and group, as open does. Old kernels lack
// faccessat2 and some sandboxes forbid it. If the real and effective IDs are equal,
// plain faccessat gives the same answer. (unix.Faccessat would use the permission bits
// then, and ignore immutable files.)
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

// Attributes that keep even the owner of a file from changing it.
const (
	immutable  = unix.STATX_ATTR_IMMUTABLE
	appendOnly = unix.STATX_ATTR_APPEND
)

// flagged returns the flag of the file at path that keeps even its owner from changing
// it.
func flagged(path string) *Flag {
	switch attributes := attributesOf(path); {
	case attributes&immutable != 0:
		return &Flag{path, "immutable", "i"}
	case attributes&appendOnly != 0:
		return &Flag{path, "append-only", "a"}
	}
	return nil
}

// attributesOf returns the attributes of the file at path that the system reports.
func attributesOf(path string) uint64 {
	var stat unix.Statx_t
	if err := unix.Statx(unix.AT_FDCWD, path, 0, 0, &stat); err == nil && stat.Attributes_mask&(immutable|appendOnly) == immutable|appendOnly {
		return stat.Attributes
	}
	return flagsOf(path)
}

// flagsOf asks file systems whose statx doesn't report attributes. The numbers are the
// same.
func flagsOf(path string) uint64 {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_NONBLOCK|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	if err != nil {
		return 0
	}
	defer unix.Close(fd)
	flags, err := unix.IoctlGetUint32(fd, unix.FS_IOC_GETFLAGS)
	if err != nil {
		return 0
	}
	return uint64(flags) & (immutable | appendOnly)
}

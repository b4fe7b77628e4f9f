//go:build unix

package owner

import (
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// Of returns the name of the owner of path, or "" if it is unknown.
func Of(path string) string {
	st, ok := stat(path)
	if !ok {
		return ""
	}
	uid := strconv.FormatUint(uint64(st.Uid), 10)
	if u, err := user.LookupId(uid); err == nil {
		return u.Username
	}
	return "user " + uid
}

// Give changes the owner of path, which this process just created, if this process is
// root. The new owner is that of the nearest directory above that root doesn't own.
// If that fails, root remains the owner.
func Give(path string) {
	if st, ok := heir(path); ok {
		_ = os.Lchown(path, int(st.Uid), int(st.Gid))
	}
}

// GiveFile is Give for an open file that is, or will be, at path.
func GiveFile(f *os.File, path string) {
	if st, ok := heir(path); ok {
		_ = f.Chown(int(st.Uid), int(st.Gid))
	}
}

// Keep gives path, which this process just created in the place of a file, the owner of
// that file, if this process is root.
func Keep(path string, old fs.FileInfo) {
	st, ok := old.Sys().(*syscall.Stat_t)
	if !ok || os.Geteuid() != 0 {
		return
	}
	if os.Lchown(path, int(st.Uid), int(st.Gid)) == nil {
		_ = os.Chmod(path, old.Mode()) // a new owner loses setuid
	}
}

// heir describes the directory whose owner should own path.
func heir(path string) (*syscall.Stat_t, bool) {
	if os.Geteuid() != 0 {
		return nil, false
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, false
	}
	for at := filepath.Dir(path); ; at = filepath.Dir(at) {
		if st, ok := stat(at); ok && st.Uid != 0 {
			return st, true
		}
		if at == filepath.Dir(at) {
			return nil, false
		}
	}
}

func stat(path string) (*syscall.Stat_t, bool) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, false
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	return st, ok
}

// Known reports whether the owner of path can be found.
func Known(path string) bool {
	_, ok := stat(path)
	return ok
}

// heirOf returns the owner of dir as a word for chown: this user, or the user for whom this
// process runs as root. It is "" if dir is root's, or another user's.
func heirOf(dir string) string {
	st, ok := stat(dir)
	self := os.Geteuid()
	switch {
	case !ok || st.Uid == 0:
		return ""
	case int(st.Uid) == self:
		return `"$(id -un)"`
	case self != 0:
		return ""
	}
	return strconv.FormatUint(uint64(st.Uid), 10)
}

// IsRoot reports whether root owns path itself, without following a link there.
func IsRoot(path string) bool {
	info, err := os.Lstat(path)
	if err != nil {
		return false
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && st.Uid == 0
}

// IsSelf reports whether this process runs as the owner of path.
func IsSelf(path string) bool {
	st, ok := stat(path)
	return ok && int(st.Uid) == os.Geteuid()
}

//go:build unix

package mode

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/telemetry-ls/telemetry-ls/internal/access"
)

// errNotDir is the cause if a path should be a directory and isn't.
const errNotDir = syscall.ENOTDIR

// replaceable reports whether a rename can replace the file at path, in a directory
// that allows new files. inPlace is the error of writing in place. Missing
// permissions of the file don't prevent a rename; a read-only mount of the file and
// the flags of the file or its directory do. In a sticky directory, only the owner
// can replace a file.
func replaceable(path string, info fs.FileInfo, inPlace error) error {
	if !errors.Is(inPlace, syscall.EACCES) || isMountPoint(path) {
		return inPlace
	}
	if err := access.MayReplaceNames(filepath.Dir(path)); err != nil {
		return err
	}
	dir, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return err
	}
	me := os.Geteuid()
	if dir.Mode()&fs.ModeSticky != 0 && me != 0 && !owns(me, info) && !owns(me, dir) {
		return inPlace
	}
	return nil
}

func owns(uid int, info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == uid
}

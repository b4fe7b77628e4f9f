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

// errNotFolder is the cause where a folder is wanted and something else found.
const errNotFolder = syscall.ENOTDIR

// replaceable reports whether a rename may replace the file at path, in a folder
// that takes new files. inPlace is why it cannot be written in place: missing
// permissions do not hinder a rename; a read-only mount of the file does, and so
// do its flags and those of the folder. In a sticky folder files belong to their
// owners.
func replaceable(path string, info fs.FileInfo, inPlace error) error {
	if !errors.Is(inPlace, syscall.EACCES) || isMountPoint(path) {
		return inPlace
	}
	if err := access.MayReplaceNames(filepath.Dir(path)); err != nil {
		return err
	}
	folder, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return err
	}
	me := os.Geteuid()
	if folder.Mode()&fs.ModeSticky != 0 && me != 0 && !owns(me, info) && !owns(me, folder) {
		return inPlace
	}
	return nil
}

func owns(uid int, info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == uid
}

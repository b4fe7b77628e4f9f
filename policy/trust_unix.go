//go:build unix

package policy

import (
	"io/fs"
	"os"
	"syscall"
)

const hintTrust = "make the file and every directory above it owned by root, and writable only by root"

// onlyAdministrators checks that root owns a path and that only root can write to it. In a
// sticky directory, others can't replace files of root.
func onlyAdministrators(path string, dir bool) error {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	const others = 0o022
	switch stat, ok := info.Sys().(*syscall.Stat_t); {
	case !ok || stat.Uid != 0:
		return untrusted(path, "isn't owned by root")
	case info.Mode().Perm()&others != 0 && (!dir || info.Mode()&fs.ModeSticky == 0):
		return untrusted(path, "is writable by others")
	}
	return nil
}

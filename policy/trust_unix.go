//go:build unix

package policy

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

const hintTrust = "make the file and every directory above it owned by root, and writable only by root"

// onlyAdministrators checks that root owns a path and that only root can write to it. In a
// sticky directory, others can't replace files of root.
func onlyAdministrators(path string, dir bool) error {
	info, err := os.Lstat(path)
	if err != nil {
		return fmt.Errorf("reading who may change %s: %w", path, hint.WithoutPath(err))
	}
	const others = 0o022
	link := info.Mode()&fs.ModeSymlink != 0 // its permissions mean nothing
	switch stat, ok := info.Sys().(*syscall.Stat_t); {
	case !ok || stat.Uid != 0:
		return untrusted(path, "isn't owned by root")
	case !link && info.Mode().Perm()&others != 0 && (!dir || info.Mode()&fs.ModeSticky == 0):
		return untrusted(path, "is writable by others")
	}
	return nil
}

// Package atomicfile replaces the small files that this project keeps, whole or not
// at all: a reader, and whoever comes after a crash, finds the old content or the
// new one. Start with [Write].
package atomicfile

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/moby/sys/atomicwriter"

	"github.com/telemetry-ls/telemetry-ls/internal/owner"
)

// perm is for the user's eyes only.
const perm = 0o600

// Write makes data the content of the file at path, in a directory that exists. A
// symbolic link there is replaced, and never followed: what root writes in another
// user's home must not go where a link of theirs leads. Other things that are no
// regular file stay as they are, with an error.
func Write(path string, data []byte) error {
	if err := removeLink(path); err != nil {
		return err
	}
	err := atomicwriter.WriteFile(path, data, perm)
	// Windows refuses while another process has the old file open, which takes a
	// reader of ours microseconds.
	for range 10 {
		if err == nil || runtime.GOOS != "windows" {
			break
		}
		time.Sleep(5 * time.Millisecond)
		err = atomicwriter.WriteFile(path, data, perm)
	}
	if err != nil {
		return err
	}
	owner.Give(path)
	syncDir(filepath.Dir(path))
	return nil
}

// TempPattern matches the names of the temporary files that [Write] leaves beside
// path if its process is killed.
func TempPattern(path string) string { return ".tmp-" + filepath.Base(path) + "*" }

func removeLink(path string) error {
	if info, err := os.Lstat(path); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return os.Remove(path)
	}
	return nil // what else is wrong with it, the write says
}

// syncDir makes the rename last through a power cut. Where a directory can't be
// synced there is nothing more to do.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// Package atomicfile replaces this project's small files atomically: readers see the
// old content or the new one, also after a crash. Start with [Write].
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

// perm lets only the user read the file.
const perm = 0o600

// Write replaces the content of the file at path with data. The directory must exist.
// Write replaces a symbolic link and never follows it, because root must not write
// where a link in another user's home leads. It refuses other files that are not
// regular.
func Write(path string, data []byte) error {
	if err := removeLink(path); err != nil {
		return err
	}
	err := atomicwriter.WriteFile(path, data, perm)
	// Windows refuses while another process has the old file open. Our readers need
	// it for microseconds.
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
	return nil // the write reports any other problem
}

// syncDir makes the rename survive a power failure. It ignores a directory that can't
// be synced.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// Package atomicfile replaces small files atomically: readers see the old content or the
// new one, also after a crash. Start with [Write], for this project's own files.
package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/moby/sys/atomicwriter"

	"github.com/telemetry-ls/telemetry-ls/internal/owner"
)

// private lets only the user read the file, public everyone.
const (
	private = 0o600
	public  = 0o644
)

// Write replaces the content of the file at path with data. The directory must exist.
// Write replaces a symbolic link and never follows it, because root must not write
// where a link in another user's home leads. It refuses other files that are not
// regular. Only the user can read the file.
func Write(path string, data []byte) error { return write(path, data, private) }

// WritePublic is like [Write], but everyone can read the file, whatever the umask is.
func WritePublic(path string, data []byte) error { return write(path, data, public) }

func write(path string, data []byte, mode fs.FileMode) error {
	if err := removeLink(path); err != nil {
		return err
	}
	if err := replace(path, data, mode); err != nil {
		return err
	}
	owner.Give(path)
	syncDir(filepath.Dir(path))
	return nil
}

// Rewrite replaces the content of a user's file, which exists. It follows symbolic links
// and keeps the permissions and, for root, the owner. It refuses a file that this process
// may not write to.
func Rewrite(path string, data []byte) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	mode := info.Mode() & (fs.ModePerm | fs.ModeSetuid | fs.ModeSetgid | fs.ModeSticky)
	if err := replace(path, data, mode); err != nil {
		return err
	}
	owner.Keep(path, info)
	syncDir(filepath.Dir(path))
	return nil
}

// replace puts a new file with the content data in the place of the one at path.
func replace(path string, data []byte, mode fs.FileMode) error {
	err := atomicwriter.WriteFile(path, data, mode)
	// Windows refuses while another process has the old file open. Our readers need
	// it for microseconds.
	for range 10 {
		if err == nil || runtime.GOOS != "windows" {
			break
		}
		time.Sleep(5 * time.Millisecond)
		err = atomicwriter.WriteFile(path, data, mode)
	}
	return err
}

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

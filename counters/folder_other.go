//go:build !linux && !darwin && !freebsd

package counters

import (
	"io/fs"
	"os"
	"path/filepath"
)

// folder opens files relative to a directory.
type folder struct{ path string }

// openFolder opens a directory. Close it after use.
func openFolder(path string) (folder, error) {
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: path, Err: fs.ErrInvalid}
	}
	return folder{path}, err
}

// anywhere opens files by their whole path.
func anywhere() folder { return folder{} }

func (d folder) close() {}

func (d folder) stat(name string) (stamp, error) {
	info, err := os.Stat(filepath.Join(d.path, name))
	if err != nil {
		return stamp{}, err
	}
	return stampOf(info), nil
}

func (d folder) openFile(name string) (handle, error) {
	f, err := os.Open(filepath.Join(d.path, name))
	return handle{f}, err
}

// handle is an open file.
type handle struct{ file *os.File }

func (h handle) close() { _ = h.file.Close() }

func (h handle) stat() (stamp, error) {
	info, err := h.file.Stat()
	if err != nil {
		return stamp{}, err
	}
	return stampOf(info), nil
}

func (h handle) readAt(p []byte, offset int64) (int, error) { return h.file.ReadAt(p, offset) }

func stampOf(info fs.FileInfo) stamp {
	return stamp{size: info.Size(), modified: info.ModTime().UnixNano(), regular: info.Mode().IsRegular()}
}

//go:build !linux && !darwin && !freebsd

package rawfile

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Dir opens files relative to a directory.
type Dir struct{ path string }

// OpenDir opens a directory. The caller must close it.
func OpenDir(path string) (Dir, error) {
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: path, Err: fs.ErrInvalid}
	}
	return Dir{path}, err
}

// AnyDir returns a Dir that opens files by their full paths.
func AnyDir() Dir { return Dir{} }

func (d Dir) Close() {}

func (d Dir) Stat(name string) (Stamp, error) {
	info, err := os.Stat(filepath.Join(d.path, name))
	if err != nil {
		return Stamp{}, err
	}
	return stampOf(info), nil
}

func (d Dir) openFile(name string) (File, error) {
	f, err := os.Open(filepath.Join(d.path, name))
	return File{f}, err
}

// File is an open file.
type File struct{ file *os.File }

func (h File) Close() { _ = h.file.Close() }

func (h File) Stat() (Stamp, error) {
	info, err := h.file.Stat()
	if err != nil {
		return Stamp{}, err
	}
	return stampOf(info), nil
}

func (h File) ReadAt(p []byte, offset int64) (int, error) { return h.file.ReadAt(p, offset) }

func stampOf(info fs.FileInfo) Stamp {
	return Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano(), Regular: info.Mode().IsRegular()}
}

// Package owner finds the owners of files, and gives files that root creates in another
// user's home to that user.
//
// An editor that was started by `sudo -E` runs the server as root with the user's HOME.
// The files that it creates there must belong to the user. Start reading at [Give].
package owner

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// MkdirAll is like os.MkdirAll, and calls [Give] for each directory that it creates.
func MkdirAll(path string, perm fs.FileMode) error {
	if info, err := os.Stat(path); err == nil {
		if info.IsDir() {
			return nil
		}
		return &fs.PathError{Op: "mkdir", Path: path, Err: syscall.ENOTDIR}
	}
	if parent := filepath.Dir(path); parent != path {
		if err := MkdirAll(parent, perm); err != nil {
			return err
		}
	}
	err := os.Mkdir(path, perm)
	if errors.Is(err, fs.ErrExist) { // another process created it, or it is not a directory
		if info, statErr := os.Stat(path); statErr == nil && info.IsDir() {
			return nil
		}
	}
	if err != nil {
		return err
	}
	Give(path)
	return nil
}

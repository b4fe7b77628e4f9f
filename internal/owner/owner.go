// Package owner names the owners of files, and sees to it that root leaves no file
// of its own in another user's home.
//
// An editor that was started once by `sudo -E` runs the server as root with the
// HOME of the user: what it makes there has to be the user's. Start reading at
// [Give].
package owner

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// MkdirAll makes a folder and its parents, as os.MkdirAll does, and gives what it
// makes.
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

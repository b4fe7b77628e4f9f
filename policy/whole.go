package policy

import (
	"os"
	"time"
)

// An empty file is probably one that a program is writing: it truncates the file first.
const (
	settles = 20 * time.Millisecond  // how long a write takes at most
	fresh   = 100 * time.Millisecond // an older file is empty for good
)

// readWhole calls read and, if a program seems to be writing the file at path, calls it
// again a moment later.
func readWhole(path string, read func() ([]byte, error)) ([]byte, error) {
	data, err := read()
	if err != nil || len(data) > 0 {
		return data, err
	}
	if isFresh(path) {
		time.Sleep(settles)
		return read()
	}
	return data, nil
}

// isFresh reports whether a file was changed just now.
func isFresh(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && time.Since(info.ModTime()).Abs() <= fresh
}

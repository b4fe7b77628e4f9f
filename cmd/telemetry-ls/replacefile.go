package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/atomicfile"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// replaceFile replaces the content of the file at path with a function of atomicfile. It
// refuses anything but a regular file.
func replaceFile(path string, data []byte, write func(path string, data []byte) error) error {
	dir := filepath.Dir(path)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return hint.New(err, "create the directory "+dir+" first")
	}
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return hint.New(fmt.Errorf("%s is not a regular file", path), "name a new file, or - for standard output")
	}
	// A timer that kills the program now and then must not fill the directory.
	atomicfile.RemoveStale(dir, time.Now(), func(name string) bool { return atomicfile.IsTemp(path, name) })
	return write(path, data)
}

package mode

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/access"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
)

// Writable returns nil if the mode file is writable, or an error with a hint. It
// writes nothing, so it can't detect a full disk.
func (d Dir) Writable() error {
	if d == "" {
		return ErrNoDir
	}
	path := d.ModeFile()
	to, err := target(path)
	if err == nil {
		err = placeWritable(path, to)
	}
	if err != nil {
		return advise("writing", path, to, err)
	}
	return nil
}

// placeWritable checks the file at to, or the place where it would be created. path
// is the mode file, which may be a link to it.
func placeWritable(path, to string) error {
	info, err := os.Lstat(to)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return smallfile.ErrNotRegular
	case err == nil:
		return fileWritable(to, info)
	case !missing(err):
		return err
	case to != path: // put creates directories for the mode file, not for link targets
		return dirWritable(filepath.Dir(to))
	}
	return ancestorWritable(filepath.Dir(path))
}

// fileWritable reports whether the file at path can be replaced or written in
// place.
func fileWritable(path string, info fs.FileInfo) error {
	inPlace := access.MayWrite(path)
	if inPlace == nil {
		return nil
	}
	err := dirWritable(filepath.Dir(path))
	if err == nil {
		err = replaceable(path, info, inPlace)
	}
	return err
}

// ancestorWritable reports whether dir is writable, or can be created.
func ancestorWritable(dir string) error {
	for at := dir; ; at = filepath.Dir(at) {
		_, err := os.Lstat(at)
		if err != nil && missing(err) && at != filepath.Dir(at) {
			continue
		}
		if err != nil {
			return err
		}
		return dirWritable(at)
	}
}

// dirWritable reports whether files can be created in dir.
func dirWritable(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return fmt.Errorf("the directory %s: %w", dir, hint.WithoutPath(err))
	case !info.IsDir():
		return fmt.Errorf("the directory %s: %w", dir, errNotDir)
	}
	if err := access.MayMakeNames(dir); err != nil {
		return fmt.Errorf("the directory %s: %w", dir, hint.WithoutPath(err))
	}
	return nil
}

// missing reports whether err means that nothing exists at a path.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotDir)
}

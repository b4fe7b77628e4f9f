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

// Writable is nil where a switch could be kept, else it says why not, with a
// hint. It writes nothing, so a full disk it cannot foresee.
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

// placeWritable looks at the file at to, or at the place where it would be made;
// path is the mode file, which may be a link to it.
func placeWritable(path, to string) error {
	info, err := os.Lstat(to)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return smallfile.ErrNotRegular
	case err == nil:
		return fileWritable(to, info)
	case !missing(err):
		return err
	case to != path: // folders are made for the mode file, not for targets of links
		return folderWritable(filepath.Dir(to))
	}
	return ancestorWritable(filepath.Dir(path))
}

// fileWritable reports whether the file at path can be replaced, or else written
// in place.
func fileWritable(path string, info fs.FileInfo) error {
	inPlace := access.MayWrite(path)
	if inPlace == nil {
		return nil
	}
	err := folderWritable(filepath.Dir(path))
	if err == nil {
		err = replaceable(path, info, inPlace)
	}
	return err
}

// ancestorWritable reports whether folder exists and can be written to, or can be
// made.
func ancestorWritable(folder string) error {
	for at := folder; ; at = filepath.Dir(at) {
		_, err := os.Lstat(at)
		if err != nil && missing(err) && at != filepath.Dir(at) {
			continue
		}
		if err != nil {
			return err
		}
		return folderWritable(at)
	}
}

// folderWritable reports whether names can be made in folder.
func folderWritable(folder string) error {
	info, err := os.Stat(folder)
	switch {
	case err != nil:
		return fmt.Errorf("the directory %s: %w", folder, hint.WithoutPath(err))
	case !info.IsDir():
		return fmt.Errorf("the directory %s: %w", folder, errNotFolder)
	}
	if err := access.MayMakeNames(folder); err != nil {
		return fmt.Errorf("the directory %s: %w", folder, hint.WithoutPath(err))
	}
	return nil
}

// missing reports whether err says that there is nothing at a path.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotFolder)
}

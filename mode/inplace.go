package mode

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/telemetry-ls/telemetry-ls/internal/owner"
)

// writeInPlace writes data into the file at path itself, after its directory refused
// a new file with the error why.
func writeInPlace(path string, data []byte, exclusive bool, why error) error {
	f, created, err := openInPlace(path, exclusive)
	if err != nil {
		if exclusive && errors.Is(err, fs.ErrExist) {
			return errChosenMeanwhile
		}
		if created || errors.Is(err, fs.ErrNotExist) {
			return why // no file can be made, for this reason
		}
		return err
	}
	if created {
		owner.GiveFile(f, path)
	}
	err = lock(f)
	if err == nil {
		err = overwrite(f, data)
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil && created {
		_ = os.Remove(path)
	}
	return err
}

// openInPlace opens the file at path, or creates it.
func openInPlace(path string, exclusive bool) (f *os.File, created bool, err error) {
	if !exclusive {
		f, err = os.OpenFile(path, os.O_RDWR, 0)
		if !errors.Is(err, fs.ErrNotExist) {
			return f, false, err
		}
	}
	f, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	return f, true, err
}

// overwrite replaces the content of f with data. It never truncates first. At each
// moment, even if the process is killed, the file holds the old mode or the new
// one, because readers ignore blanks at its end. If a step fails, overwrite restores
// the old content.
func overwrite(f *os.File, data []byte) error {
	old, err := io.ReadAll(io.LimitReader(f, maxSize))
	if err != nil {
		return err
	}
	err = overwriteSteps(f, old, data)
	if err != nil {
		if _, undoErr := f.WriteAt(old, 0); undoErr == nil {
			_ = f.Truncate(int64(len(old)))
			_ = f.Sync()
		}
	}
	return err
}

func overwriteSteps(f *os.File, old, data []byte) error {
	blank := func(n int) []byte { return bytes.Repeat([]byte("\n"), max(n, 0)) }
	grow := blank(len(data) - len(old))
	if len(grow) > 0 { // the only step that needs disk space
		if _, err := f.WriteAt(grow, int64(len(old))); err != nil {
			return err
		}
	}
	padded := append(bytes.Clone(data), blank(len(old)-len(data))...)
	if _, err := f.WriteAt(padded, 0); err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() > int64(len(data)) { // never longer: that would add zeros
		if err := f.Truncate(int64(len(data))); err != nil {
			return err
		}
	}
	if err := f.Sync(); err != nil && !cannotSync(err) {
		return err
	}
	return nil
}

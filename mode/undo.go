package mode

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Undo undoes c. If the mode file has changed since c, the error is ErrChangedSince.
// Going back to 'never chosen' removes the file. Any other mode gets today's date,
// because a return to on is a new consent.
func (w Writer) Undo(c Change) (Change, error) {
	before := w.Dir.Read()
	unchanged := Change{Before: before, After: before}
	switch {
	case !c.Wrote:
		return unchanged, ErrNothingToUndo
	case before.Unknown:
		return unchanged, fmt.Errorf("undoing a switch: %w", before.Problem)
	case before.Raw == nil || !bytes.Equal(before.Raw, c.After.Raw):
		return unchanged, ErrChangedSince
	}
	if !c.Before.Chosen {
		return w.forget(before)
	}
	after, wrote, err := w.write(c.Before.Mode, false)
	if err != nil {
		err = fmt.Errorf("switching Go telemetry back to %s: %w", c.Before.Mode, err)
	}
	return Change{Before: before, After: after, Wrote: wrote}, err
}

// forget removes the mode file. If it is a symbolic link, forget removes its target,
// which didn't exist before the change either.
func (w Writer) forget(before State) (Change, error) {
	err := removeTarget(w.Dir.ModeFile())
	after := w.Dir.Read()
	if err != nil {
		err = fmt.Errorf("switching Go telemetry back to never chosen: %w", err)
	}
	return Change{Before: before, After: after, Wrote: err == nil && !after.Chosen}, err
}

func removeTarget(path string) error {
	to, err := target(path)
	if err == nil {
		err = os.Remove(to)
	}
	if err == nil {
		err = syncDir(filepath.Dir(to))
	}
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return advise("removing", path, to, err)
}

package mode

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/access"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
)

// replacement replaces the file at path with data in one step, through a temporary
// file next to it. old describes the replaced file, or is nil.
type replacement struct {
	path      string
	data      []byte
	old       fs.FileInfo
	exclusive bool
}

// refusal is the error of a directory that doesn't allow a temporary file, or its
// rename to path. The file itself may still be writable.
type refusal struct{ error }

func (r *refusal) Unwrap() error { return r.error }

// refusalOr marks err as a refusal if it is one.
func refusalOr(err error) error {
	if refused(err) {
		return &refusal{err}
	}
	return err
}

func (r replacement) do() error {
	// In an append-only directory, a temporary file would stay forever.
	dir := filepath.Dir(r.path)
	if flag := access.FlagOf(access.MayReplaceNames(dir)); flag != nil {
		return &refusal{fmt.Errorf("the directory %s: %w", dir, flag)}
	}
	f, err := createTemp(r.path, r.perm())
	if err != nil {
		return refusalOr(err)
	}
	if err := r.fill(f); err != nil {
		_ = f.Close()
		_ = os.Remove(f.Name())
		return err
	}
	if err := r.place(f.Name()); err != nil {
		_ = os.Remove(f.Name())
		return err
	}
	return syncDir(dir)
}

// perm returns the permissions of the file: those of the old one, or the ones that
// the go command uses, less the umask.
func (r replacement) perm() fs.FileMode {
	if r.old != nil {
		return keptPerm(r.old)
	}
	return 0o666
}

// keptPerm returns the permissions of old. If its owner can't read it, Go can't
// either, so keptPerm adds the owner's permissions.
func keptPerm(old fs.FileInfo) fs.FileMode {
	perm := old.Mode().Perm()
	if perm&0o400 == 0 {
		perm |= 0o600
	}
	return perm
}

// fill writes data to f, syncs it to the disk, and closes it.
func (r replacement) fill(f *os.File) error {
	if _, err := f.Write(r.data); err != nil {
		return err
	}
	if r.old == nil {
		owner.GiveFile(f, r.path)
	} else if err := keepAttributes(f, r.old); err != nil {
		return err
	}
	if err := f.Sync(); err != nil && !cannotSync(err) {
		return err
	}
	return f.Close()
}

// keepAttributes gives f the permissions of old, and its owner where allowed.
func keepAttributes(f *os.File, old fs.FileInfo) error {
	keepOwner(f, old) // first: it may take permissions away
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Mode().Perm() == keptPerm(old) {
		return nil
	}
	return f.Chmod(keptPerm(old))
}

// place renames the temporary file.
func (r replacement) place(temp string) error {
	if !r.exclusive {
		return refusalOr(rename(temp, r.path))
	}
	// A rename would replace a mode that another process chose meanwhile. A hard
	// link fails if the file exists.
	err := os.Link(temp, r.path)
	switch {
	case err == nil:
		return os.Remove(temp)
	case os.IsExist(err):
		return errChosenMeanwhile
	case noHardLinks(err):
		return &refusal{err}
	}
	return err
}

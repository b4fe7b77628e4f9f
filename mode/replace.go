package mode

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/access"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
)

// replacement puts data at path in one step, by way of a temporary file beside
// it. old describes the file it replaces; nil for none.
type replacement struct {
	path      string
	data      []byte
	old       fs.FileInfo
	exclusive bool
}

// refusal is a folder that takes no temporary file, or does not let it take the
// place of path. The file itself may still be open to writing.
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
	// In a folder that keeps its names, a temporary file would stay for ever.
	folder := filepath.Dir(r.path)
	if flag := access.FlagOf(access.MayReplaceNames(folder)); flag != nil {
		return &refusal{fmt.Errorf("the directory %s: %w", folder, flag)}
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
	return syncFolder(folder)
}

// perm gives the permissions of the file: those of the old one, or what the go
// command asks for, of which the umask takes its part.
func (r replacement) perm() fs.FileMode {
	if r.old != nil {
		return keptPerm(r.old)
	}
	return 0o666
}

// keptPerm are the permissions of old. One that its owner cannot read would say
// nothing to Go: that owner gets them back.
func keptPerm(old fs.FileInfo) fs.FileMode {
	perm := old.Mode().Perm()
	if perm&0o400 == 0 {
		perm |= 0o600
	}
	return perm
}

// fill writes data to f, whole and on the disk, and closes it.
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

// place gives the temporary file its name.
func (r replacement) place(temp string) error {
	if !r.exclusive {
		return refusalOr(rename(temp, r.path))
	}
	// A rename would replace what another process chose meanwhile; a hard link
	// fails where there is something.
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

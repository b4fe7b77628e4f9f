package policy

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
	"github.com/telemetry-ls/telemetry-ls/internal/symlink"
)

// maxSize is the size in bytes of the largest policy file that is read.
const maxSize = 64 << 10

// File is what a policy file says.
type File struct {
	Path string
	// Policy is nil without a file, and if something is wrong with it.
	Policy *Policy
	Issues []Issue // what is wrong in the file
	Err    error   // why the file can't be read or trusted
}

// Invalid reports whether there is a file, but its policy can't be used.
func (f File) Invalid() bool { return len(f.Issues) > 0 || f.Err != nil }

// ReadMachine reads the machine's policy file. An administrator writes it; if other users
// could write it too, its Apply would let them switch the modes of everybody.
func ReadMachine(path string) File {
	f := File{Path: path}
	data, err := smallfile.Read(path, maxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return f
	}
	if err != nil {
		f.Err = hint.WithoutPath(err)
		return f
	}
	f.Policy, f.Issues = ParseMachine(data)
	if f.Policy != nil && f.Policy.Apply {
		if err := trusted(path); err != nil {
			f.Policy, f.Err = nil, err
		}
	}
	return f
}

// ReadWorkspace reads the policy in the .telemetry-ls.json of a directory. A link is
// no file of the repository, and is not followed.
func ReadWorkspace(dir string) File {
	f := File{Path: filepath.Join(dir, WorkspaceName)}
	info, err := lstat(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return f
	}
	if err == nil && !info.Mode().IsRegular() {
		err = smallfile.ErrNotRegular
	}
	var data []byte
	if err == nil {
		data, err = smallfile.Read(f.Path, maxSize)
	}
	if err != nil {
		f.Err = hint.WithoutPath(err)
		return f
	}
	f.Policy, f.Issues = ParseWorkspace(data)
	return f
}

// WorkspaceName is the name of the file in a repository.
const WorkspaceName = ".telemetry-ls.json"

// trusted checks that only administrators can change the file or put another one in its
// place, in any directory on the way to it.
func trusted(path string) error {
	var untrusted error
	_, ok := symlink.Walk(path, func(s symlink.Step) bool {
		if untrusted = onlyAdministrators(s.Dir, true); untrusted == nil && !s.Link {
			untrusted = onlyAdministrators(s.Path(), !s.Last)
		}
		return untrusted == nil
	})
	if untrusted == nil && !ok {
		return errors.New("its links form a loop")
	}
	return untrusted
}

// untrusted is the error for a file or directory that others can change.
func untrusted(path, why string) error {
	return hint.New(fmt.Errorf("%s %s, so its key \"apply\" can't be trusted", path, why), "make it owned by root and writable only by root")
}

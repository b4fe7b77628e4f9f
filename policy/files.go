package policy

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/internal/fault"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
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
	Named  bool    // the user named the file, so it isn't the machine's
}

// Invalid reports whether there is a file, but its policy can't be used.
func (f File) Invalid() bool { return len(f.Issues) > 0 || f.Err != nil }

// Fault says what is wrong, in one line, or "". It has no text of the file.
func (f File) Fault() string {
	switch {
	case f.Err != nil:
		return f.Err.Error()
	case len(f.Issues) == 0:
		return ""
	case len(f.Issues) == 1:
		return f.Issues[0].String()
	}
	return fmt.Sprintf("%v (and %d more)", f.Issues[0], len(f.Issues)-1)
}

// ReadMachine reads the machine's policy file; "" means that there is none. With the key
// apply, only administrators may be able to change the file, because it switches the mode
// of every user.
func ReadMachine(path string) File {
	if path == "" || missing(path) {
		return File{Path: path}
	}
	f := readFile(path)
	switch {
	case !errors.Is(f.Err, fs.ErrNotExist):
	case missing(path): // removed in the meantime
		return File{Path: path}
	default:
		f.Err = errors.New("it is a link to a file that doesn't exist")
	}
	if f.Policy != nil && f.Policy.Apply {
		if err := trusted(path); err != nil {
			return File{Path: path, Err: err}
		}
	}
	return f
}

// missing reports whether nothing is at path, not even a link. Nearly always that is so:
// this is the only system call for it, since a Status reads the policies each time.
func missing(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// ReadFile reads a file that the user named. It is shaped like the machine's, and trusted. A
// missing file is an error.
func ReadFile(path string) File {
	f := readFile(path)
	f.Named = true
	return f
}

func readFile(path string) File {
	f := File{Path: path}
	data, err := readWhole(path, func() ([]byte, error) { return smallfile.Read(path, maxSize) })
	if err != nil {
		f.Err = err
		return f
	}
	f.Policy, f.Issues = ParseMachine(data)
	return f
}

// WorkspaceName is the name of the file in a workspace.
const WorkspaceName = ".telemetry-ls.json"

// ReadWorkspace reads the policy in the .telemetry-ls.json of a workspace folder. It reads
// nothing outside the folder.
func ReadWorkspace(dir string) File {
	f := File{Path: filepath.Join(dir, WorkspaceName)}
	if _, err := os.Lstat(f.Path); err != nil { // without access to the folder, no policy is known
		if fault.Temporary(err) {
			f.Err = hint.WithoutPath(err)
		}
		return f
	}
	data, err := readWhole(f.Path, func() ([]byte, error) { return smallfile.ReadInside(dir, WorkspaceName, maxSize) })
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f
	case err != nil:
		f.Err = err
		return f
	}
	f.Policy, f.Issues = ParseWorkspace(data)
	return f
}

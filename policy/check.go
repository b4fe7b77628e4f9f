package policy

import (
	"errors"
	"fmt"
	"io/fs"
)

// CheckMachine returns what is wrong in a text of the machine's policy file, which an editor
// may not have saved yet, and with the file at path.
func CheckMachine(path string, text []byte) []Issue {
	if len(text) > maxSize {
		return tooLong(text)
	}
	p, r := parseMachine(text)
	if p == nil || !p.Apply {
		return r.issues
	}
	if err := trusted(path); err != nil && !errors.Is(err, fs.ErrNotExist) { // a new file isn't saved yet
		r.issue(r.apply, err.Error())
	}
	return r.issues
}

// CheckWorkspace returns what is wrong in a text of a repository's .telemetry-ls.json.
func CheckWorkspace(text []byte) []Issue {
	if len(text) > maxSize {
		return tooLong(text)
	}
	_, issues := ParseWorkspace(text)
	return issues
}

func tooLong(text []byte) []Issue {
	r := newReader(text, Workspace)
	r.issue(span{0, len(text)}, fmt.Sprintf("the file is larger than %d bytes", maxSize))
	return r.issues
}

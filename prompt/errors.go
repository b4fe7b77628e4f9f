package prompt

import (
	"fmt"
	"path/filepath"
)

// NewerStateError is what is remembered in a form that only a newer version of
// this program knows. It is left as it is, and nobody is asked.
type NewerStateError struct {
	Path   string
	Schema int
}

func (e *NewerStateError) Error() string {
	return fmt.Sprintf("reading %s: schema %d is newer than %d, the one of this program", e.Path, e.Schema, schemaVersion)
}

// Hint says what the user can do.
func (e *NewerStateError) Hint() string {
	return "update telemetry-ls, or reset the prompt (telemetry-ls.resetPrompt)"
}

// DamagedStateError is a state file that makes no sense or cannot be read; it
// counts as empty.
type DamagedStateError struct {
	Path       string
	Cause      error
	Unreadable bool
}

func (e *DamagedStateError) Error() string {
	return fmt.Sprintf("reading %s: %v", e.Path, e.Cause)
}

// Unwrap gives the cause.
func (e *DamagedStateError) Unwrap() error { return e.Cause }

// Hint says what the user can do.
func (e *DamagedStateError) Hint() string {
	if e.Unreadable {
		return "make it a file that you may read and write, or remove it"
	}
	return "nothing needs to be done: what the file remembered is forgotten, and the next question writes it anew"
}

// StoreError is that what the prompt has to remember cannot be kept.
type StoreError struct {
	Path  string
	Cause error
}

func (e *StoreError) Error() string {
	return fmt.Sprintf("keeping what the prompt remembers in %s: %v", e.Path, e.Cause)
}

// Unwrap gives the cause.
func (e *StoreError) Unwrap() error { return e.Cause }

// Hint says what the user can do.
func (e *StoreError) Hint() string {
	return "make " + filepath.Dir(e.Path) + " a directory that you can write to; until then the question does not appear"
}

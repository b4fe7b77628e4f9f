package prompt

import (
	"fmt"
	"path/filepath"
)

// NewerStateError reports a state file in a format that only a newer version of this
// program knows. The file stays as it is, and the question does not appear.
type NewerStateError struct {
	Path   string
	Schema int
}

func (e *NewerStateError) Error() string {
	return fmt.Sprintf("reading %s: schema %d is newer than %d, the latest that this version knows", e.Path, e.Schema, schemaVersion)
}

// Hint says what the user can do.
func (e *NewerStateError) Hint() string {
	return "update telemetry-ls, or reset the prompt (telemetry-ls.resetPrompt)"
}

// DamagedStateError reports a state file that is malformed or cannot be read. It
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
		return "make the file readable and writable for you, or remove it"
	}
	return "you don't need to do anything: telemetry-ls ignores the content, and rewrites the file when it next asks its question"
}

// StoreError reports that the state of the prompt cannot be stored.
type StoreError struct {
	Path  string
	Cause error
}

func (e *StoreError) Error() string {
	return fmt.Sprintf("writing the state of the prompt to %s: %v", e.Path, e.Cause)
}

// Unwrap gives the cause.
func (e *StoreError) Unwrap() error { return e.Cause }

// Hint says what the user can do.
func (e *StoreError) Hint() string {
	return "make " + filepath.Dir(e.Path) + " a directory that you can write to; until then the question doesn't appear"
}

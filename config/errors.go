package config

import "fmt"

const hintExample = `write a JSON object such as {"defaultMode": "local"}, with "on", "local" or "off", or remove the file`

// Error is a fault in the user's file. It repeats no value: editors show it,
// and a repository that moves the configuration directory can bring the file along.
type Error struct {
	Path  string
	Key   string // the key with the bad value, empty for the whole file
	Cause error
	hint  string
}

func (e *Error) Error() string {
	if e.Key != "" {
		return fmt.Sprintf("reading %s: key %q: %v", e.Path, e.Key, e.Cause)
	}
	return fmt.Sprintf("reading %s: %v", e.Path, e.Cause)
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Hint says what the user can do.
func (e *Error) Hint() string { return e.hint }

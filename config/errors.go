package config

import "fmt"

const hintExample = `write a JSON object such as {"defaultMode": "local"}, with "on", "local" or "off", or remove the file`

// Error is an error in the user's configuration file. It repeats no value: editors
// show it, and a repository that moves the configuration directory can supply the file.
type Error struct {
	Path  string
	Key   string // the key with the invalid value; empty if the error is not about one key
	Cause error
	hint  string
}

func (e *Error) Error() string {
	if e.Key != "" {
		return fmt.Sprintf("reading %s: key %q: %v", e.Path, e.Key, e.Cause)
	}
	return fmt.Sprintf("reading %s: %v", e.Path, e.Cause)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Hint returns what the user can do about it.
func (e *Error) Hint() string { return e.hint }

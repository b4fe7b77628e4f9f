// Package hint adds hints to errors: what the user can do about them. Any error with a
// method Hint() string has one.
package hint

import "errors"

// hinted is an error with a hint.
type hinted struct {
	error
	hint string
}

func (h *hinted) Unwrap() error { return h.error }

// Hint returns the hint.
func (h *hinted) Hint() string { return h.hint }

// New returns err with a hint.
func New(err error, hint string) error { return &hinted{err, hint} }

// Of returns the hint of err, or "".
func Of(err error) string {
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}

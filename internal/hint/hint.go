// Package hint gives errors advice for the user: what to do about them. Any error
// with a method Hint() string carries one.
package hint

import "errors"

// hinted is an error with what to do about it.
type hinted struct {
	error
	hint string
}

func (h *hinted) Unwrap() error { return h.error }

// Hint says what to do.
func (h *hinted) Hint() string { return h.hint }

// New gives err a hint.
func New(err error, hint string) error { return &hinted{err, hint} }

// Of gives the hint that err carries, "" for none.
func Of(err error) string {
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}

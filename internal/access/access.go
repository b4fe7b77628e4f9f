// Package access checks what this process may do with files, without doing it.
package access

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// Flag is a file attribute that prevents changes although the permissions allow them.
type Flag struct {
	Path string
	Name string // immutable or append-only
	Mark string // of chattr: i or a
}

func (f *Flag) Error() string {
	return fmt.Sprintf("it is marked %s (chattr +%s): %v", f.Name, f.Mark, syscall.EPERM)
}

// Unwrap makes it a permission error.
func (f *Flag) Unwrap() error { return syscall.EPERM }

// Hint returns what the user can do.
func (f *Flag) Hint() string { return "run: sudo chattr -" + f.Mark + " " + hint.ShellWord(f.Path) }

// FlagOf returns the flag in err, or nil.
func FlagOf(err error) *Flag {
	flag, _ := errors.AsType[*Flag](err)
	return flag
}

// Explain returns the flag of the first of paths that has one, if it may be the cause
// of err. Otherwise it returns err.
func Explain(err error, paths ...string) error {
	if !errors.Is(err, syscall.EPERM) || FlagOf(err) != nil {
		return err
	}
	for _, path := range paths {
		if flag := flagged(path); flag != nil {
			return flag
		}
	}
	return err
}

package mode

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"

	"github.com/telemetry-ls/telemetry-ls/internal/fault"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/owner"
	"github.com/telemetry-ls/telemetry-ls/internal/smallfile"
	"github.com/telemetry-ls/telemetry-ls/internal/symlink"
)

// UnreadableError is a mode file that can't be read. Go then uses mode local, unless
// the reason is temporary and of this process only: see [State.Unknown].
type UnreadableError struct {
	Path  string
	Cause error
	// Closed is the file, or the directory on the way to it, that this user may not
	// read, if that is the cause. Owner is its owner. Either is "" if unknown.
	Closed, Owner string
	// Temporary means that Go may be able to read the file. Recalled means that the
	// state is the last known one.
	Temporary, Recalled bool
}

func (e *UnreadableError) Error() string {
	reading := fmt.Sprintf("reading %s: %v", e.Path, e.Cause)
	switch {
	case e.Recalled:
		return reading + "; the mode shown is the last one known"
	case e.Temporary:
		return reading + "; the current mode is unknown"
	}
	return reading + ", so Go uses mode local"
}

// Unwrap gives the cause.
func (e *UnreadableError) Unwrap() error { return e.Cause }

// Hint says what the user can do.
func (e *UnreadableError) Hint() string {
	switch {
	case errors.Is(e.Cause, smallfile.ErrNotRegular):
		return "move it away and choose a mode: telemetry-ls set on, local or off"
	case e.Closed != "" && e.Owner != "":
		return "make " + e.Closed + " readable for you; its owner is " + e.Owner
	case errors.Is(e.Cause, fs.ErrPermission):
		return "make the file and its directories readable for you; check who owns them"
	case errors.Is(e.Cause, syscall.ELOOP):
		return "remove the symbolic link that points to itself"
	case fault.Handles(e.Cause):
		return "close programs that hold many files open, or raise the limit (ulimit -n); telemetry-ls tries again by itself"
	case e.Temporary:
		return "check the memory of this machine and the disk of " + filepath.Dir(e.Path) + "; telemetry-ls tries again by itself"
	}
	return "check that file"
}

// unreadable returns the state of a mode file that can't be read because of err.
func (d Dir) unreadable(err error) State {
	e := &UnreadableError{Path: d.ModeFile(), Cause: hint.WithoutPath(err), Temporary: fault.Temporary(err)}
	s := State{Mode: Local, Word: string(Local), Unknown: e.Temporary, Problem: e}
	if errors.Is(err, fs.ErrPermission) {
		e.Closed, s.Chosen = closed(d.ModeFile())
		e.Owner = owner.Of(e.Closed)
	}
	return s
}

// closed returns what this user may not read: a directory on the way to the file at
// path, or the file itself. In the latter case reached is true.
func closed(path string) (at string, reached bool) {
	dir := filepath.Dir(path)
	real, ok := symlink.Walk(path, func(s symlink.Step) bool {
		dir = s.Dir
		return !s.Blocked
	})
	if ok {
		return real, true
	}
	return dir, false
}

package mode

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// Writer switches the mode in Dir.
type Writer struct {
	Dir Dir
	Now func() time.Time // the clock for the date in the file; nil means time.Now
}

// Change is what a Writer did.
type Change struct {
	Before, After State
	// Wrote is true if this change wrote After. It is false if there was nothing to
	// do, or another process chose at the same time.
	Wrote bool
}

// attempts is how often to write a file that reads back as no mode, which happens
// when two processes write it in place.
const attempts = 3

// Set switches the mode to m, with today's date. If a well-formed file has that mode
// already, Set writes nothing. With ifUnchosen, it writes only if no mode file
// exists; if several processes try at once, one succeeds.
//
// After is read back from the file: m, or the mode that another process chose at the
// same moment.
func (w Writer) Set(m Mode, ifUnchosen bool) (Change, error) {
	if _, err := Parse(string(m)); err != nil {
		return Change{}, err
	}
	before := w.Dir.Read()
	unchanged := Change{Before: before, After: before}
	if before.Unknown {
		return unchanged, fmt.Errorf("switching Go telemetry to %s: %w", m, before.Problem)
	}
	if ifUnchosen && before.Chosen || !ifUnchosen && before.WellFormed(m) {
		return unchanged, nil
	}
	after, wrote, err := w.write(m, ifUnchosen)
	if err != nil {
		return Change{Before: before, After: after, Wrote: wrote}, fmt.Errorf("switching Go telemetry to %s: %w", m, err)
	}
	return Change{Before: before, After: after, Wrote: wrote}, nil
}

// write writes m with today's date to the mode file and reads it back.
func (w Writer) write(m Mode, exclusive bool) (after State, wrote bool, err error) {
	if w.Dir == "" {
		return w.Dir.Read(), false, ErrNoDir
	}
	data := w.line(m)
	for range attempts {
		err := put(w.Dir.ModeFile(), data, exclusive)
		after = w.Dir.Read()
		if err == nil && after.Unknown {
			after = Interpret(data) // it was written, even if it can't be read back
		}
		wrote = err == nil && bytes.Equal(after.Raw, data)
		switch {
		case errors.Is(err, errChosenMeanwhile):
			return after, false, nil
		case err != nil:
			return after, false, err
		case wrote || after.WellFormed(after.Mode):
			return after, wrote, nil
		case after.Raw == nil || exclusive:
			return after, false, w.lost(after)
		}
	}
	return after, false, w.lost(after)
}

// lost returns the error of a file that doesn't hold what was just written to it.
func (w Writer) lost(after State) error {
	cause := errors.New("it is gone")
	switch {
	case after.Raw != nil:
		cause = fmt.Errorf("it holds %s", printable.Quote(string(after.Raw)))
	case after.Problem != nil:
		cause = after.Problem
	}
	return hint.New(
		fmt.Errorf("reading back %s: %w", w.Dir.ModeFile(), cause),
		"check which other program writes to that file, and try again",
	)
}

// line returns what the go command writes for m, without a newline.
func (w Writer) line(m Mode) []byte {
	return []byte(string(m) + " " + w.now().UTC().Format(time.DateOnly))
}

func (w Writer) now() time.Time {
	if w.Now == nil {
		return time.Now()
	}
	return w.Now()
}

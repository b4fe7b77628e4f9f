package mode

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// Writer switches the mode kept in Dir.
type Writer struct {
	Dir Dir
	Now func() time.Time // the clock that dates a choice; nil means time.Now
}

// Change is what a Writer did.
type Change struct {
	Before, After State
	// Wrote is true where After is what this change wrote, and false where
	// nothing was to be done or another process chose at the same time.
	Wrote bool
}

// attempts is how often a file is written that reads back as no mode at all,
// which happens when two processes write it in place.
const attempts = 3

// Set switches the mode to m, dated today. Where a well-formed file says so
// already it writes nothing. With ifUnchosen it writes only where no mode file
// exists, and of several processes that try at once one succeeds.
//
// After is what stands, by reading it back: m, or what another process chose at
// the same moment.
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

// write puts m, dated today, into the mode file and reads it back.
func (w Writer) write(m Mode, exclusive bool) (after State, wrote bool, err error) {
	if w.Dir == "" {
		return w.Dir.Read(), false, ErrNoDir
	}
	data := w.line(m)
	for range attempts {
		err := put(w.Dir.ModeFile(), data, exclusive)
		after = w.Dir.Read()
		if err == nil && after.Unknown {
			after = Interpret(data) // it was written, whatever keeps us from reading it
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

// lost is the error of a file that does not hold what was just written to it.
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
		"see which other program writes to that file, and try again",
	)
}

// line is what the go command writes for m, without a newline.
func (w Writer) line(m Mode) []byte {
	return []byte(string(m) + " " + w.now().UTC().Format(time.DateOnly))
}

func (w Writer) now() time.Time {
	if w.Now == nil {
		return time.Now()
	}
	return w.Now()
}

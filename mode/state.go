package mode

import (
	"bytes"
	"strings"
	"time"
)

// State is the content of a mode file and its meaning.
type State struct {
	// Mode is what the toolchain does: for any word but `on` and `off` it acts
	// as in mode local.
	Mode Mode
	// Word is what `go telemetry` prints: the first word of the file, unchecked.
	Word string
	// Chosen is true if a mode file exists, readable or not. A directory in its
	// place or a dangling link doesn't count, nor does a file that this user
	// can't reach.
	Chosen bool
	// Unknown is true if the mode file could not be read for a temporary reason of
	// this process, such as a lack of file handles. The other fields then hold the
	// last known state, or mode local, not chosen. Don't act on them.
	Unknown bool
	// Since is the date in the file, 00:00 UTC, or zero without a valid date.
	Since time.Time
	// Raw is the bytes of the file, or nil if it doesn't exist or can't be read.
	Raw []byte
	// Problem is nil, a *MalformedError, an *UndatedError or an *UnreadableError.
	Problem error
}

// Interpret returns the meaning of a mode file with the bytes raw. Like the
// library's reader, it ignores blanks around the text, ends the word at the first
// space, takes the rest for a date, and accepts any word.
func Interpret(raw []byte) State {
	word, rest, dated := strings.Cut(strings.TrimSpace(string(raw)), " ")
	s := State{Mode: effect(word), Word: word, Chosen: true, Raw: append([]byte{}, raw...)}
	if dated {
		if day, err := time.Parse(time.DateOnly, rest); err == nil {
			s.Since = day
		}
	}
	s.Problem = problem(word, rest, s.Since)
	return s
}

// problem returns the fault of a file that holds word and, after a space, rest.
// since is the date in rest, or zero.
func problem(word, rest string, since time.Time) error {
	_, err := Parse(word)
	switch {
	case err != nil:
		return &MalformedError{Word: word}
	case word == string(On) && since.IsZero():
		return &UndatedError{Date: rest}
	case rest != "" && since.IsZero():
		return &MalformedError{Word: word, Date: rest}
	}
	return nil
}

// WellFormed reports whether s is a well-formed file with mode m. For on, that
// includes a valid date. Writing m again would only reset the date, and so delay
// the first upload.
func (s State) WellFormed(m Mode) bool {
	return s.Chosen && !s.Unknown && s.Problem == nil && s.Word == string(m)
}

// torn reports whether the file was empty. It is empty for a moment while the go
// command writes it.
func (s State) torn() bool { return s.Word == "" }

// same reports whether a person would see no difference between s and o.
func (s State) same(o State) bool {
	return s.Mode == o.Mode && s.Word == o.Word && s.Chosen == o.Chosen && s.Unknown == o.Unknown && s.Since.Equal(o.Since) &&
		(s.Raw == nil) == (o.Raw == nil) && bytes.Equal(s.Raw, o.Raw) && textOf(s.Problem) == textOf(o.Problem)
}

func textOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

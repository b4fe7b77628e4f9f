package mode

import (
	"bytes"
	"strings"
	"time"
)

// State is what a mode file says and what that means.
type State struct {
	// Mode is what the toolchain does: for any word but `on` and `off` it acts
	// as in mode local.
	Mode Mode
	// Word is what `go telemetry` prints: the first word of the file, unchecked.
	Word string
	// Chosen is true where a mode file exists, readable or not. A directory in
	// its place, or a symbolic link to nothing, is not one, nor is one that this
	// user cannot reach.
	Chosen bool
	// Unknown is true where the mode file could not be read for a reason of this
	// process and this moment, such as a lack of file handles. Then the rest is the
	// last that was known, or nothing is: mode local, not chosen. Nobody is to act
	// on it.
	Unknown bool
	// Since is the date in the file, 00:00 UTC, or zero where it has no valid one.
	Since time.Time
	// Raw holds the bytes of the file; nil where it does not exist or cannot be
	// read.
	Raw []byte
	// Problem is nil, a *MalformedError, an *UndatedError or an *UnreadableError.
	Problem error
}

// Interpret says what a mode file with the bytes raw means. It follows the
// library's reader: blanks around the text do not count, the word ends at the
// first space, the rest is a date, and nothing is checked.
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

// problem says what is wrong with a file that holds word and, after a space,
// rest, which is the date since or none.
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

// WellFormed reports whether s comes from a well-formed file with mode m, which
// for on includes a valid date. Writing m again would only reset that date, and
// so delay the first upload.
func (s State) WellFormed(m Mode) bool {
	return s.Chosen && !s.Unknown && s.Problem == nil && s.Word == string(m)
}

// torn reports whether the file was empty, as it is for a moment while the go
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

package mode

import (
	"errors"
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// NoConfigDir says why there is no telemetry directory.
const NoConfigDir = "your configuration directory is unknown"

var (
	// ErrNoDir is returned by whatever needs a telemetry directory if there is none.
	ErrNoDir = hint.New(
		errors.New("finding the telemetry directory: "+NoConfigDir),
		"set HOME in the environment of this program, and make XDG_CONFIG_HOME an absolute path or unset it",
	)
	// ErrChangedSince is returned by Undo if the mode file has changed since the
	// switch: someone chose a mode after it.
	ErrChangedSince = hint.New(
		errors.New("undoing a switch: the mode file has changed since"),
		"switch to the mode you want",
	)
	// ErrNothingToUndo is returned by Undo for a switch that wrote nothing.
	ErrNothingToUndo = hint.New(
		errors.New("undoing a switch: it changed nothing"),
		"switch to the mode you want",
	)
)

// MalformedError is a mode file with an unknown mode, or with a bad date.
type MalformedError struct {
	Word    string // the first word
	Date    string // what follows it, if that is the error
	TooLong bool   // the file is longer than any mode file, and its end was not read
}

func (e *MalformedError) Error() string {
	const doing = "reading the mode file: "
	switch {
	case e.TooLong:
		return fmt.Sprintf("%sthe file is longer than %d bytes", doing, maxSize)
	case e.Word == "":
		return doing + "the file is empty, so Go collects and does not upload"
	case e.Date != "":
		return fmt.Sprintf("%s%s after %s is not a date (YYYY-MM-DD)", doing, printable.Quote(e.Date), printable.Quote(e.Word))
	}
	return fmt.Sprintf("%sunknown mode %s, so Go collects and does not upload", doing, printable.Quote(e.Word))
}

// Hint says what the user can do.
func (e *MalformedError) Hint() string {
	return "choose a mode, which replaces the file: telemetry-ls set on, local or off"
}

// UndatedError is a mode `on` without a valid date.
type UndatedError struct {
	Date string // the text in its place
}

func (e *UndatedError) Error() string {
	const so = ", so Go also uploads what it collected before you turned telemetry on"
	if e.Date == "" {
		return "reading the mode file: on has no date" + so
	}
	return "reading the mode file: " + printable.Quote(e.Date) + " after on is not a date" + so
}

// Hint says what the user can do.
func (e *UndatedError) Hint() string {
	return "run telemetry-ls set on to set the date (go telemetry on changes nothing here), or go telemetry local"
}

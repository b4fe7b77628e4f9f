package mode

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

var (
	// ErrNoDir is returned where no telemetry directory could be determined.
	ErrNoDir = hint.New(
		errors.New("finding the telemetry directory: the user's configuration folder is unknown"),
		"set HOME, and XDG_CONFIG_HOME to an absolute path or not at all, in the environment of this program",
	)
	// ErrChangedSince is returned by Undo when the mode file is not any more what
	// the change left behind: somebody chose after it.
	ErrChangedSince = hint.New(
		errors.New("undoing a switch: the mode was changed since"),
		"switch to the mode you want",
	)
	// ErrNothingToUndo is returned by Undo for a change that wrote nothing.
	ErrNothingToUndo = hint.New(
		errors.New("undoing a switch: it changed nothing"),
		"switch to the mode you want",
	)
)

// MalformedError is a mode file whose word is no mode, or whose date is none.
type MalformedError struct {
	Word    string // the first word
	Date    string // what follows it, where that is at fault
	TooLong bool   // the file is longer than any mode file, and was not read to its end
}

func (e *MalformedError) Error() string {
	const doing = "reading the mode file: "
	switch {
	case e.TooLong:
		return fmt.Sprintf("%sit is longer than %d bytes", doing, maxSize)
	case e.Word == "":
		return doing + "it is empty, so Go collects and does not upload"
	case e.Date != "":
		return fmt.Sprintf("%s%s after %s is not a date (YYYY-MM-DD)", doing, quote(e.Date), quote(e.Word))
	}
	return fmt.Sprintf("%s%s is none of on, local, off, so Go collects and does not upload", doing, quote(e.Word))
}

// Hint says what the user can do.
func (e *MalformedError) Hint() string {
	return "switch to the mode you want, which writes the file anew: telemetry-ls set on, local or off"
}

// UndatedError is a mode `on` without a valid date.
type UndatedError struct {
	Date string // what stands in its place
}

func (e *UndatedError) Error() string {
	const so = ", so Go also uploads what was collected before uploading was chosen"
	if e.Date == "" {
		return "reading the mode file: on has no date" + so
	}
	return "reading the mode file: on has no valid date but " + quote(e.Date) + so
}

// Hint says what the user can do.
func (e *UndatedError) Hint() string {
	return "run: telemetry-ls set on, which dates it (go telemetry on changes nothing here); or go telemetry local"
}

// errNotRegular is the cause where something else than a file lies in its place.
var errNotRegular = errors.New("not a regular file")

// quote shows text of unknown origin in an error, shortened.
func quote(text string) string {
	const most = 40
	if r := []rune(text); len(r) > most {
		return strconv.Quote(string(r[:most])) + "..."
	}
	return strconv.Quote(text)
}

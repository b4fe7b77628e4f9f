package problem

import (
	"errors"
	"io/fs"
)

// The codes of a [Problem].
const (
	// Unreadable is the code of a file that the operating system can't open or read.
	Unreadable = "unreadable"
	// Corrupt is the code of a file whose content Go can't have written.
	Corrupt = "corrupt"
	// AlreadyReported is the code of a counter file that still exists after Go has made
	// the report of its week: only the report counts.
	AlreadyReported = "already-reported"
	// TooMany is the code of a directory with too many files to list all of them.
	TooMany = "too-many"
)

// Problem is a file that was left out, and why.
type Problem struct {
	File    string `json:"file"`    // the path in the telemetry directory, with slashes
	Code    string `json:"code"`    // a fixed word for programs
	Message string `json:"message"` // for people, not to be parsed
}

// Fatal returns what the file that caused err does to Go's uploader; "" if Go skips the
// file.
func Fatal(err error) string {
	var bad *FormatError
	if errors.As(err, &bad) {
		return bad.Fatal
	}
	return ""
}

// Of turns err, an error from reading file, into a problem for the user.
func Of(file string, err error) Problem {
	var bad *FormatError
	if errors.As(err, &bad) {
		return Problem{file, Corrupt, bad.Error()}
	}
	return Problem{file, Unreadable, "cannot be read: " + Cause(err).Error()}
}

// Cause returns err without its path, for messages that already show the path.
func Cause(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

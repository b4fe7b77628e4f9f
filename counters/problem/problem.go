package problem

import (
	"errors"
	"io/fs"
)

// The codes of a [Problem].
const (
	// Unreadable is a file that the system does not let us read.
	Unreadable = "unreadable"
	// Corrupt is a file whose content cannot be what Go wrote.
	Corrupt = "corrupt"
	// AlreadyReported is a counter file that outlived the report of its week: the
	// report counts, the file does not.
	AlreadyReported = "already-reported"
	// TooMany is a directory of which only a part was looked at.
	TooMany = "too-many"
)

// Problem is a file that was left out, and why.
type Problem struct {
	File    string `json:"file"`    // the path in the telemetry directory, with slashes
	Code    string `json:"code"`    // a fixed word for programs
	Message string `json:"message"` // for people, not to be parsed
}

// Fatal is what the file behind err does to Go's uploader, "" where Go skips it.
func Fatal(err error) string {
	var bad *FormatError
	if errors.As(err, &bad) {
		return bad.Fatal
	}
	return ""
}

// Of says what err, which reading file gave, means to the user.
func Of(file string, err error) Problem {
	var bad *FormatError
	if errors.As(err, &bad) {
		return Problem{file, Corrupt, bad.Error()}
	}
	return Problem{file, Unreadable, "cannot be read: " + Cause(err).Error()}
}

// Cause leaves the path out of an error that is shown beside it.
func Cause(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

package problem

import "fmt"

// FormatError says what is wrong in a file, and where.
type FormatError struct {
	Offset int64
	Reason string
	// Fatal is what the file does to Go's uploader, "" where Go skips the file.
	Fatal string
}

// What a malformed file can do to Go's uploader, as a verb for its name.
const (
	CrashesGo = "crashes"
	HangsGo   = "hangs"
)

func (e *FormatError) Error() string {
	return fmt.Sprintf("%s at offset %d", e.Reason, e.Offset)
}

func Malformed(offset int64, format string, args ...any) error {
	return &FormatError{Offset: offset, Reason: fmt.Sprintf(format, args...)}
}

package problem

import "fmt"

// FormatError describes what is wrong with the content of a file, and where.
type FormatError struct {
	Offset int64
	Reason string
	// Fatal is what the file does to Go's uploader; "" if Go skips the file.
	Fatal string
}

// The effects of a malformed file on Go's uploader: "the uploader crashes on the file".
const (
	CrashesGo = "crashes"
	HangsGo   = "hangs"
)

func (e *FormatError) Error() string {
	return fmt.Sprintf("%s at offset %d", e.Reason, e.Offset)
}

// Malformed returns a [FormatError] without Fatal.
func Malformed(offset int64, format string, args ...any) error {
	return &FormatError{Offset: offset, Reason: fmt.Sprintf(format, args...)}
}

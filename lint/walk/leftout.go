package walk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unsafe"

	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// LeftOut is the error for a file that the lint can't check. It is only a problem if the
// file is named.
type LeftOut struct{ Code, cause string }

func (l *LeftOut) Error() string { return "not checked: " + l.cause }

// TooLarge returns the error for a text of more than limit bytes.
func TooLarge(limit int) error {
	return &LeftOut{Large, fmt.Sprintf("larger than %s", quantity.Size(int64(limit)))}
}

// NotText returns an error if data isn't text, which shows in its beginning.
func NotText(data []byte) error {
	const enough = 8 << 10
	switch {
	case bytes.IndexByte(data[:min(len(data), enough)], 0) < 0:
		return nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")):
		return &LeftOut{Binary, "encoded as UTF-16, not UTF-8"}
	}
	return &LeftOut{Binary, "a binary file"}
}

// tooLarge returns the error for a file of which n bytes are in the buffer, unless it names
// no setting. Programs such as pre-commit name all files of a repository, and a large one
// without findings must not be a problem.
func (r *reader[T]) tooLarge(e entry, f io.Reader, n int) error {
	const overlap = 256 // what looks suspicious is shorter
	for e.named && !r.steps.Suspicious(unsafe.String(&r.buffer[0], n)) {
		kept := copy(r.buffer, r.buffer[n-overlap:n])
		m, err := f.Read(r.buffer[kept:])
		switch {
		case errors.Is(err, io.EOF) || err == nil && m == 0:
			return nil
		case err != nil:
			return err
		}
		n = kept + m
	}
	return TooLarge(r.steps.MaxSize)
}

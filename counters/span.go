package counters

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Span is what the header of a counter file says: who counts in it, and which
// part of which week.
type Span struct {
	File       string // relative to the telemetry directory, with slashes
	Begin, End time.Time
	Program    string
	Version    string
	GoVersion  string
	GOOS       string
	GOARCH     string
}

// headBytes holds every header that Go writes: the fixed part and 512 bytes of
// metadata.
const headBytes = metaOffset + 512

// Spans reads the headers of the counter files in the telemetry directory, and no
// more of them than that. Files that have none are problems. A directory that does
// not exist is empty.
func Spans(telemetryDir string) (spans []Span, problems []Problem, err error) {
	local := filepath.Join(telemetryDir, "local")
	entries, err := os.ReadDir(local)
	if missing(err) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	dir, err := openFolder(local)
	if err != nil {
		return nil, nil, err
	}
	defer dir.close()
	buf := make([]byte, headBytes)
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), suffix) {
			continue
		}
		file := "local/" + entry.Name()
		var span Span
		open := dir.open
		if !entry.Type().IsRegular() {
			open = dir.openRegular
		}
		span, buf, err = readSpan(open, entry.Name(), buf)
		switch {
		case missing(err): // merged into a report meanwhile
		case err != nil:
			problems = append(problems, problemOf(file, err))
		default:
			span.File = file
			spans = append(spans, span)
		}
	}
	return spans, problems, nil
}

// readSpan reads the header of one file into buf, which it grows where it must.
func readSpan(open func(name string) (handle, stamp, error), name string, buf []byte) (Span, []byte, error) {
	h, s, err := open(name)
	if err != nil {
		return Span{}, buf, err
	}
	defer h.close()
	n, err := h.readAt(buf, 0)
	if err != nil && !ended(err) {
		return Span{}, buf, err
	}
	length, err := headerLength(buf[:n])
	if err == nil && s.size < pageBytes {
		err = malformed(s.size, "file ends before its first page does")
	}
	if err != nil {
		return Span{}, buf, err
	}
	if length > n {
		buf = append(buf[:n], make([]byte, length-n)...)
		if _, err := h.readAt(buf[n:], int64(n)); err != nil {
			return Span{}, buf, err
		}
	}
	span, err := parseMeta(buf[metaOffset:length])
	return span, buf, err
}

func ended(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

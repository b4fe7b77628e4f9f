package counters

import (
	"errors"
	"io"
	"io/fs"
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
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	buf := make([]byte, headBytes)
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), suffix) {
			continue
		}
		file := "local/" + entry.Name()
		var span Span
		span, buf, err = readSpan(filepath.Join(local, entry.Name()), buf)
		switch {
		case errors.Is(err, fs.ErrNotExist): // merged into a report meanwhile
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
func readSpan(path string, buf []byte) (Span, []byte, error) {
	f, _, err := openRegular(path)
	if err != nil {
		return Span{}, buf, err
	}
	defer f.Close()
	n, err := io.ReadFull(f, buf)
	if err != nil && !ended(err) {
		return Span{}, buf, err
	}
	length, err := headerLength(buf[:n])
	if err != nil {
		return Span{}, buf, err
	}
	if length > n && n == len(buf) {
		buf = append(buf, make([]byte, length-n)...)
		more, err := io.ReadFull(f, buf[n:])
		if err != nil && !ended(err) {
			return Span{}, buf, err
		}
		n += more
	}
	if length > n {
		return Span{}, buf, malformed(int64(n), "file ends in its header")
	}
	span, err := parseMeta(buf[metaOffset:length])
	return span, buf, err
}

func ended(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

package counterfile

import (
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// Header is the header of a counter file: which build counts in the file, and from when
// to when.
type Header struct {
	File       string // relative to the telemetry directory, with slashes
	Begin, End time.Time
	Program    string
	Version    string
	GoVersion  string
	GOOS       string
	GOARCH     string
}

// HeaderBytes is enough for any header that Go writes: the fixed part and 512 bytes of
// metadata.
const HeaderBytes = metaOffset + 512

// ReadHeader reads the header of a file into buf. It returns buf, grown if necessary.
func ReadHeader(open func(name string) (rawfile.File, rawfile.Stamp, error), name string, buf []byte) (Header, []byte, error) {
	h, s, err := open(name)
	if err != nil {
		return Header{}, buf, err
	}
	defer h.Close()
	n, err := h.ReadAt(buf, 0)
	if err != nil && !rawfile.AtEnd(err) {
		return Header{}, buf, err
	}
	length, err := headerLength(buf[:n])
	if err == nil && s.Size < PageBytes {
		err = problem.Malformed(s.Size, "file ends before the end of its first page")
	}
	if err != nil {
		return Header{}, buf, err
	}
	if length > n {
		buf = append(buf[:n], make([]byte, length-n)...)
		if _, err := h.ReadAt(buf[n:], int64(n)); err != nil {
			return Header{}, buf, err
		}
	}
	span, err := ParseMeta(buf[metaOffset:length])
	return span, buf, err
}

package counterfile

import (
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// Header is what the header of a counter file says: who counts in it, and which
// part of which week.
type Header struct {
	File       string // relative to the telemetry directory, with slashes
	Begin, End time.Time
	Program    string
	Version    string
	GoVersion  string
	GOOS       string
	GOARCH     string
}

// HeaderBytes holds every header that Go writes: the fixed part and 512 bytes of
// metadata.
const HeaderBytes = metaOffset + 512

// ReadHeader reads the header of one file into buf, which it grows where it must.
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
		err = problem.Malformed(s.Size, "file ends before its first page does")
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

package counters

import "time"

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

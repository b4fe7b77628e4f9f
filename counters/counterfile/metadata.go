package counterfile

import (
	"bytes"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// ParseMeta parses the metadata of a counter file: lines such as `key: value`, padded
// with NUL bytes.
func ParseMeta(meta []byte) (Header, error) {
	var s Header
	if i := bytes.IndexByte(meta, 0); i >= 0 {
		meta = meta[:i]
	}
	var begin, end bool
	for at := 0; at < len(meta); {
		line, _, _ := bytes.Cut(meta[at:], []byte("\n"))
		key, value, found := bytes.Cut(line, []byte(": "))
		if len(line) > 0 && !found {
			return s, problem.Malformed(int64(metaOffset+at), "metadata line without a colon")
		}
		var err error
		switch string(key) {
		case "TimeBegin":
			begin = true
			s.Begin, err = parseTime(value, metaOffset+at)
		case "TimeEnd":
			end = true
			s.End, err = parseTime(value, metaOffset+at)
		case "Program":
			s.Program = string(value)
		case "Version":
			s.Version = string(value)
		case "GoVersion":
			s.GoVersion = string(value)
		case "GOOS":
			s.GOOS = string(value)
		case "GOARCH":
			s.GOARCH = string(value)
		}
		if err != nil {
			return s, err
		}
		at += len(line) + 1
	}
	if !begin || !end {
		return s, problem.Malformed(metaOffset, "metadata lacks TimeBegin or TimeEnd")
	}
	return s, nil
}

func parseTime(value []byte, at int) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, string(value))
	if err != nil {
		return t, problem.Malformed(int64(at), "invalid time in metadata: %s", printable.Quote(value))
	}
	return t, nil
}

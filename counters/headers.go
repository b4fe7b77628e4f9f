package counters

import (
	"errors"
	"path/filepath"
	"strings"
	"time"
)

// Headers remembers what the headers of the counter files in a telemetry directory
// say about time. A second look reads only the files that are new or have changed.
// It is for one goroutine at a time.
type Headers struct {
	local string
	files map[string]fileTimes // by name
	looks int
}

// fileTimes is what the Headers know of a file; its times are zero for a file
// without a sound header.
type fileTimes struct {
	stamp      stamp
	begin, end time.Time
	look       int // the last look that found the file
}

// NewHeaders makes the Headers of a telemetry directory. It reads nothing yet.
func NewHeaders(telemetryDir string) *Headers {
	return &Headers{local: filepath.Join(telemetryDir, "local"), files: map[string]fileTimes{}}
}

// Look gives the spans of time of the counter files, each once and with nothing
// but Begin and End. It is false, and has read no file, where the directory holds
// more than most names; 0 means any number. A directory that does not exist is
// empty; of one that cannot be listed now, what was known stays.
func (h *Headers) Look(most int) ([]Span, bool) {
	names, err := list(h.local, most)
	if err == nil && most > 0 && len(names) > most {
		return nil, false
	}
	var dir folder
	if err == nil {
		dir, err = openFolder(h.local)
	}
	switch {
	case missing(err):
		clear(h.files)
	case err == nil:
		defer dir.close()
		h.lookAt(dir, names)
	}
	return h.distinct(), true
}

// lookAt brings the files up to date with those called names in dir.
func (h *Headers) lookAt(dir folder, names []string) {
	h.looks++
	buf := make([]byte, headBytes)
	for _, name := range names {
		if strings.HasSuffix(name, suffix) {
			buf = h.lookAtFile(dir, name, buf)
		}
	}
	for name, file := range h.files {
		if file.look != h.looks {
			delete(h.files, name)
		}
	}
}

// lookAtFile reads the header of a file, unless it is known. What cannot be read
// now is tried again at the next look.
func (h *Headers) lookAtFile(dir folder, name string, buf []byte) []byte {
	now, err := dir.stat(name)
	if err != nil {
		return buf
	}
	file, known := h.files[name]
	if !known || file.stamp != now {
		var span Span
		span, buf, err = readSpan(dir.openRegular, name, buf)
		var bad *FormatError
		switch {
		case err == nil:
			file = fileTimes{stamp: now, begin: span.Begin, end: span.End}
		case errors.As(err, &bad):
			file = fileTimes{stamp: now}
		default:
			return buf
		}
	}
	file.look = h.looks
	h.files[name] = file
	return buf
}

// distinct gives each span of time once: there are few, however many files.
func (h *Headers) distinct() []Span {
	type times struct{ begin, end time.Time }
	seen := map[times]bool{}
	var spans []Span
	for _, file := range h.files {
		key := times{file.begin, file.end}
		if !file.end.IsZero() && !seen[key] {
			seen[key] = true
			spans = append(spans, Span{Begin: file.begin, End: file.end})
		}
	}
	return spans
}

package index

import (
	"errors"
	"path/filepath"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
)

// Headers remembers what the headers of the counter files in a telemetry directory
// say about time. A second look reads only the files that are new or have changed.
// It is for one goroutine at a time.
type Headers struct {
	local   string
	files   map[string]fileTimes // by name
	updates int
}

// fileTimes is what the Headers know of a file; its times are zero for a file
// without a sound header.
type fileTimes struct {
	stamp      rawfile.Stamp
	begin, end time.Time
	update     int // the last look that found the file
}

// NewHeaders makes the Headers of a telemetry directory. It reads nothing yet.
func NewHeaders(telemetryDir string) *Headers {
	return &Headers{local: filepath.Join(telemetryDir, "local"), files: map[string]fileTimes{}}
}

// Update gives the spans of time of the counter files, each once and with nothing
// but Begin and End. It is false, and has read no file, where the directory holds
// more than most names; 0 means any number. A directory that does not exist is
// empty; of one that cannot be listed now, what was known stays.
func (h *Headers) Update(most int) ([]counterfile.Header, bool) {
	names, err := rawfile.ListNames(h.local, most)
	if err == nil && most > 0 && len(names) > most {
		return nil, false
	}
	var dir rawfile.Dir
	if err == nil {
		dir, err = rawfile.OpenDir(h.local)
	}
	switch {
	case rawfile.Missing(err):
		clear(h.files)
	case err == nil:
		defer dir.Close()
		h.update(dir, names)
	}
	return h.distinct(), true
}

// update brings the files up to date with those called names in dir.
func (h *Headers) update(dir rawfile.Dir, names []string) {
	h.updates++
	buf := make([]byte, counterfile.HeaderBytes)
	for _, name := range names {
		if strings.HasSuffix(name, counterfile.Suffix) {
			buf = h.updateFile(dir, name, buf)
		}
	}
	for name, file := range h.files {
		if file.update != h.updates {
			delete(h.files, name)
		}
	}
}

// updateFile reads the header of a file, unless it is known. What cannot be read
// now is tried again at the next look.
func (h *Headers) updateFile(dir rawfile.Dir, name string, buf []byte) []byte {
	now, err := dir.Stat(name)
	if err != nil {
		return buf
	}
	file, known := h.files[name]
	if !known || file.stamp != now {
		var span counterfile.Header
		span, buf, err = counterfile.ReadHeader(dir.OpenRegular, name, buf)
		var bad *problem.FormatError
		switch {
		case err == nil:
			file = fileTimes{stamp: now, begin: span.Begin, end: span.End}
		case errors.As(err, &bad):
			file = fileTimes{stamp: now}
		default:
			return buf
		}
	}
	file.update = h.updates
	h.files[name] = file
	return buf
}

// distinct gives each span of time once: there are few, however many files.
func (h *Headers) distinct() []counterfile.Header {
	type times struct{ begin, end time.Time }
	seen := map[times]bool{}
	var spans []counterfile.Header
	for _, file := range h.files {
		key := times{file.begin, file.end}
		if !file.end.IsZero() && !seen[key] {
			seen[key] = true
			spans = append(spans, counterfile.Header{Begin: file.begin, End: file.end})
		}
	}
	return spans
}

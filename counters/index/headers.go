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

// Headers remembers the times in the headers of the counter files in a telemetry
// directory. An update reads only files that are new or have changed. Only one
// goroutine at a time may use it.
type Headers struct {
	local   string
	files   map[string]fileTimes // by name
	updates int
}

// fileTimes is what Headers knows about a file. The times are zero if the header is
// invalid.
type fileTimes struct {
	stamp      rawfile.Stamp
	begin, end time.Time
	update     int // the number of the last update that found the file
}

// NewHeaders returns the Headers of a telemetry directory. It reads nothing yet.
func NewHeaders(telemetryDir string) *Headers {
	return &Headers{local: filepath.Join(telemetryDir, "local"), files: map[string]fileTimes{}}
}

// Update returns the distinct times of the counter files, as headers with only Begin
// and End set. If the directory has more than most entries, Update reads no files and
// returns false; if most is 0, there is no limit. A missing directory counts as empty.
// If the directory cannot be listed, Update returns what it knew before.
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

// update brings h.files up to date with the files names in dir.
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

// updateFile reads the header of a file, unless it is known. The next update tries
// files again that cannot be read now.
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

// distinct returns the distinct pairs of times. They are few, even for many files.
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

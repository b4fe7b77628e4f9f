package housekeeping

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

// holds are what keeps reports from being deleted: Go would upload a week a second
// time from a counter file or a waiting report that outlives the record of the
// first upload.
type holds struct {
	counters map[string]string // a counter file, by week
	unknown  string            // a counter file whose week is not known, "" for none
	waiting  map[string]string // a report that waits to be uploaded, by week
	unlisted error             // why none of these are known
}

// findHolds looks at all that is in local/ except for the files that are going to
// be deleted. It lists the directory itself: files that [List] leaves out count, too.
func findHolds(telemetryDir string, going map[string]bool) *holds {
	h := &holds{counters: map[string]string{}, waiting: map[string]string{}}
	local := filepath.Join(telemetryDir, "local")
	entries, err := rawfile.ListUnsorted(local)
	if rawfile.Missing(err) && absent(local) {
		return h
	}
	h.unlisted = err
	buf := make([]byte, counterfile.HeaderBytes)
	for _, e := range entries {
		if name := e.Name(); !going["local/"+name] {
			buf = h.inspect(local, name, buf)
		}
	}
	return h
}

// inspect notes what the file of this name holds, if anything.
func (h *holds) inspect(local, name string, buf []byte) []byte {
	switch {
	case strings.HasSuffix(name, counterfile.Suffix):
		path := filepath.Join(local, name)
		span, grown, err := counterfile.ReadHeader(rawfile.AnyDir().OpenRegular, path, buf)
		switch {
		case err == nil:
			h.counters[span.End.Format(time.DateOnly)] = "local/" + name
		case !absent(path):
			h.unknown = "local/" + name
		}
		return grown
	case strings.HasPrefix(name, "local."):
	case weeks.OfReport(name) != "":
		h.waiting[weeks.OfReport(name)] = "local/" + name
	}
	return buf
}

// add adds files that stay, with the weeks that they were planned for.
func (h *holds) add(stuck ...PlannedFile) {
	for _, f := range stuck {
		switch f.kind {
		case CountersFile:
			h.counters[f.week] = f.Path
		case ReadyReport:
			h.waiting[f.week] = f.Path
		}
	}
}

// absent reports whether there is nothing at path, not even a link that leads
// nowhere now: what it leads to can come back.
func absent(path string) bool {
	_, err := os.Lstat(path)
	return rawfile.Missing(err)
}

// keeps says why a file has to stay, nil where it may go.
func (h *holds) keeps(f PlannedFile, now time.Time) error {
	by := h.counters[f.week]
	switch {
	case f.kind == CountersFile:
		return nil
	case h.unlisted != nil:
		return fmt.Errorf("the directory local cannot be listed (%w)", problem.Cause(h.unlisted))
	case by == "" && h.unknown != "" && reportable(f.week, now):
		by = h.unknown
	case by == "" && f.kind == SentReport:
		by = h.waiting[f.week]
	}
	if by == "" {
		return nil
	}
	return fmt.Errorf("%s is still there, and Go could upload the week twice", by)
}

// reportable reports whether Go still makes reports to upload of a week.
func reportable(week string, now time.Time) bool {
	end, err := time.Parse(time.DateOnly, week)
	return err == nil && now.Sub(end) <= upload.UploadableFor
}

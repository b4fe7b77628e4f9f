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

// holds are the files that keep reports from being deleted. If a counter file or a
// waiting report of a week outlived the record of the first upload, Go would upload the
// week a second time.
type holds struct {
	counters map[string]string // a counter file, by week
	unknown  string            // a counter file whose week is unknown; "" for none
	waiting  map[string]string // a report that waits to be uploaded, by week
	unlisted error             // why none of these are known
}

// findHolds finds the holds in local, except for the files that are going to be deleted.
// It lists the directory itself because the files that [List] leaves out matter, too.
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

// inspect adds the file called name if it keeps a report from being deleted.
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

// add adds files of a plan that are not deleted.
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

// absent reports whether nothing is at path, not even a broken link. The target of a
// broken link can come back.
func absent(path string) bool {
	_, err := os.Lstat(path)
	return rawfile.Missing(err)
}

// keeps returns the reason why a file must not be deleted; nil if there is none.
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
	return fmt.Errorf("%s still exists, so Go could upload the week twice", by)
}

// reportable reports whether Go may still make a report to upload for a week.
func reportable(week string, now time.Time) bool {
	end, err := time.Parse(time.DateOnly, week)
	return err == nil && now.Sub(end) <= upload.UploadableFor
}

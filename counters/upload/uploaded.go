package upload

import (
	"path/filepath"
	"slices"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

// LastUploaded returns when the report of the latest week on record was uploaded, as in
// [Uploads]; zero for never.
func LastUploaded(telemetryDir string) time.Time {
	entries, _ := rawfile.List(filepath.Join(telemetryDir, "upload"))
	for _, e := range slices.Backward(entries) { // the names are days
		if _, ok := weeks.OfUploadedReport(e.Name()); !ok || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil {
			return info.ModTime().UTC()
		}
	}
	return time.Time{}
}

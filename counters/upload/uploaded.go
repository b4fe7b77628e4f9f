package upload

import (
	"path/filepath"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

// LastUploaded returns when the report of the latest week on record was uploaded, as in
// [Uploads]; zero for never.
func LastUploaded(telemetryDir string) time.Time {
	var at time.Time
	latest := ""
	entries, _ := rawfile.List(filepath.Join(telemetryDir, "upload"))
	for _, e := range entries {
		week, ok := weeks.OfUploadedReport(e.Name())
		if !ok || week <= latest || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil {
			latest, at = week, info.ModTime().UTC()
		}
	}
	return at
}

package upload

import (
	"os"
	"path/filepath"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
)

// AnyUploaded reports whether a report was uploaded from the telemetry directory.
func AnyUploaded(telemetryDir string) bool {
	entries, _ := rawfile.List(filepath.Join(telemetryDir, "upload"))
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		_, ok := weeks.OfUploadedReport(e.Name())
		return ok && e.Type().IsRegular()
	})
}

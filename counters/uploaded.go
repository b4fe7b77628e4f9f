package counters

import (
	"os"
	"path/filepath"
	"slices"
)

// Uploaded reports whether a report was uploaded from the telemetry directory.
func Uploaded(telemetryDir string) bool {
	entries, _ := readDir(filepath.Join(telemetryDir, "upload"))
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		_, ok := jsonDay(e.Name(), true)
		return ok && e.Type().IsRegular()
	})
}

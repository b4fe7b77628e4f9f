package doctor

import (
	"testing"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// TestForeignFiles checks which files the check names as not Go's.
func TestForeignFiles(t *testing.T) {
	const none = "no file is damaged, and all are Go's"
	for path, want := range map[string]string{
		"local/notes.txt":             "no file is damaged; not written by Go, as far as telemetry-ls knows: local/notes.txt",
		"upload/2026-11-22.json.lock": none,
		"local/2026-11-22.json.lock":  "no file is damaged; not written by Go, as far as telemetry-ls knows: local/2026-11-22.json.lock",
	} {
		list := &housekeeping.Listing{Files: []housekeeping.File{{Path: path, Kind: housekeeping.ForeignFile}}}
		got := files(status.Status{}, Surroundings{Files: list})[0]
		if !got.OK || got.Message != want {
			t.Errorf("%s: got %+v, want %q", path, got, want)
		}
	}
}

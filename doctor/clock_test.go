package doctor

import (
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// TestClock compares the clock with the weeks of files. A copy can have lost their times.
func TestClock(t *testing.T) {
	for _, test := range []struct {
		kind  string
		ahead int // the end of the week, in days from now
		wrong string
	}{
		{housekeeping.CountersFile, 7, ""},
		{housekeeping.CountersFile, 8, "has not begun yet"},
		{housekeeping.LocalReport, 0, ""},
		{housekeeping.LocalReport, 1, "has not ended yet"},
		{housekeeping.SentReport, 1, "has not ended yet"},
		{housekeeping.SentReport, -100, ""},
	} {
		week := now.AddDate(0, 0, test.ahead).Format(time.DateOnly)
		files := &housekeeping.Listing{Files: []housekeeping.File{{Path: "mode", Kind: housekeeping.ModeFile}, {Path: "local/x", Kind: test.kind, Week: &week}}}
		got := clock(status.Status{}, Surroundings{Now: now, Files: files})[0]
		if got.OK != (test.wrong == "") || !strings.Contains(got.Message, test.wrong) {
			t.Errorf("%s of %s: %+v", test.kind, week, got)
		}
	}
}

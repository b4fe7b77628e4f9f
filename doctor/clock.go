package doctor

import (
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// clock looks for files from the future. A clock that is ahead leaves no such trace.
func clock(_ status.Status, a Surroundings) []Check {
	const advice = "check the date and the time of this machine"
	if since := a.State.Since; since.Sub(a.Now) > 24*time.Hour { // dates are UTC
		return one(fails("the mode file is dated "+since.Format(time.DateOnly)+", in the future: the clock is behind, or was ahead", advice))
	}
	if a.FilesErr != nil {
		return filesUnknown(a)
	}
	newest, at := "", time.Time{}
	for _, f := range a.Files.Files {
		if t := f.ModTime(); t.After(at) {
			newest, at = f.Path, t
		}
		if future(f, a.Now) {
			return one(fails(f.Path+" is of the week ending "+*f.Week+", which has not "+pastOf(f)+" yet: the clock is behind, or was ahead", advice))
		}
	}
	switch {
	case at.Sub(a.Now) > upload.ClockSlack:
		return one(fails(newest+" was changed on "+at.UTC().Format("2006-01-02 15:04")+" UTC, in the future: the clock is behind, or was ahead", advice))
	case newest == "":
		return one(fine("there is no file to compare the clock with"))
	}
	return one(fine("the clock is not behind the files; whether it is ahead can't be known from them"))
}

// future reports whether Go can't have made the file yet, by its week. The times of files are
// those of the last change, or of a copy.
func future(f housekeeping.File, now time.Time) bool {
	if f.Week == nil {
		return false
	}
	end, err := time.Parse(time.DateOnly, *f.Week)
	if err != nil {
		return false
	}
	if f.Kind == housekeeping.CountersFile { // made at most 7 days before the end
		end = end.AddDate(0, 0, -7)
	}
	return end.Sub(now) > upload.ClockSlack
}

// pastOf says what Go waits for before it makes the file.
func pastOf(f housekeeping.File) string {
	if f.Kind == housekeeping.CountersFile {
		return "begun"
	}
	return "ended"
}

package doctor

import (
	"fmt"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// more returns an ending for a list that leaves out n.
func more(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" and %d more", n)
}

func filesUnknown(a Surroundings) []Check {
	return one(fine("not known: " + a.FilesErr.Error()))
}

// files lists damaged files. Files that Go doesn't know do no harm.
func files(_ status.Status, a Surroundings) []Check {
	if a.FilesErr != nil {
		return filesUnknown(a)
	}
	var damaged []string
	if a.Preview != nil {
		for _, p := range a.Preview.Problems {
			damaged = append(damaged, p.File+" ("+p.Message+")")
		}
	}
	if len(damaged) > 0 {
		shown := damaged[:min(len(damaged), maxListed)]
		return one(fails(quantity.Count(len(damaged), "file can't be used", "files can't be used")+": "+strings.Join(shown, ", ")+more(len(damaged)-len(shown)),
			"look at them with telemetry-ls files, and delete what is damaged"))
	}
	var foreign []string
	for _, f := range a.Files.Files {
		if f.Kind == housekeeping.ForeignFile {
			foreign = append(foreign, f.Path)
		}
	}
	if len(foreign) > 0 {
		shown := foreign[:min(len(foreign), maxListed)]
		return one(fine("no file is damaged; not written by Go, as far as telemetry-ls knows: " + strings.Join(shown, ", ") + more(len(foreign)-len(shown))))
	}
	return one(fine("no file is damaged, and all are Go's"))
}

// diskUse says how much there is, since Go never deletes reports.
func diskUse(_ status.Status, a Surroundings) []Check {
	if a.FilesErr != nil {
		return filesUnknown(a)
	}
	reports, oldest := 0, ""
	for _, f := range a.Files.Files {
		if f.Kind != housekeeping.LocalReport && f.Kind != housekeeping.SentReport || f.Week == nil {
			continue
		}
		reports++
		if oldest == "" || *f.Week < oldest {
			oldest = *f.Week
		}
	}
	message := quantity.Count(len(a.Files.Files), "file", "files") + ", " + quantity.Size(a.Files.Bytes)
	if reports > 0 {
		message += "; " + quantity.Count(reports, "report", "reports") + " kept, the oldest of the week ending " + oldest +
			"; Go never deletes reports, telemetry-ls clean does"
	}
	return one(fine(message))
}

// clockSlack is how far the dates of files may be ahead: other machines that share them have
// clocks of their own.
const clockSlack = time.Hour

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
	}
	switch {
	case at.Sub(a.Now) > clockSlack:
		return one(fails(newest+" was changed on "+at.UTC().Format("2006-01-02 15:04")+" UTC, in the future: the clock is behind, or was ahead", advice))
	case newest == "":
		return one(fine("there is no file to compare the clock with"))
	}
	return one(fine("the clock is not behind the files; whether it is ahead can't be known from them"))
}

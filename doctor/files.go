package doctor

import (
	"fmt"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
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

// files lists damaged files. Files that Go doesn't know do no harm. The check uploads says
// whether a lock stops an upload.
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
		if f.Kind == housekeeping.ForeignFile && !upload.IsLock(f.Path) {
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

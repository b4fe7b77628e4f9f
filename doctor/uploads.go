package doctor

import (
	"slices"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

const uploaderOff = "Go's uploader doesn't run: the mode is off"

// uploads lists what stops Go's uploader. In mode local, it makes only local reports.
func uploads(s status.Status, a Surroundings) []Check {
	switch {
	case a.Preview == nil && s.Mode == mode.Off:
		return one(fine(uploaderOff))
	case a.Preview == nil:
		return problems("nothing is known to stop Go's uploads", status.CodeUploadBlocked)(s, a)
	}
	if d := a.Directory; d.InTheWay != "" || !d.Exists && d.Closed != nil {
		// The check of the directory fails, and says what to do.
		return one(fine("Go's uploader doesn't run: Go can't use the telemetry directory"))
	}
	var checks []Check
	for _, b := range a.Preview.Uploads.Blocked {
		if b.Code != upload.UnlistedRelease {
			checks = append(checks, fails(b.Message, b.Hint))
		}
	}
	switch {
	case checks != nil:
		return checks
	case s.Mode == mode.Off:
		return one(fine(uploaderOff))
	case s.Mode == mode.Local:
		return one(fine("nothing is known to stop Go's local reports; nothing is uploaded in mode local"))
	}
	return one(fine("nothing is known to stop Go's uploads"))
}

// stuckAfter is when a report has waited for too long: Go tries about once a day.
const stuckAfter = 7 * 24 * time.Hour

// lastUpload says what was accepted, when Go tries, and which report waits for long.
func lastUpload(s status.Status, a Surroundings) []Check {
	if a.Preview == nil {
		return one(fine("not known: the telemetry directory can't be read"))
	}
	u := a.Preview.Uploads
	message := "no report was uploaded from here"
	if u.LastWeek != nil {
		message = "the report of the week ending " + *u.LastWeek + " was accepted"
		if u.LastAt != nil {
			message += " on " + dayOf(*u.LastAt)
		}
	}
	if u.LastTry != nil {
		message += "; Go's uploader last ran on " + dayOf(*u.LastTry)
	}
	if u.NextTry != nil {
		message += ", and won't run again before " + minuteOf(*u.NextTry)
	}
	if !s.Uploading {
		return one(fine(message))
	}
	if w := stuck(u, a.Now); w != nil {
		return one(fails("the report of the week ending "+w.Week+" has waited since "+dayOf(w.Since)+", although Go's uploader has run since; "+message,
			"check the connection to telemetry.go.dev; to see what happens, create the directory debug beside the mode file, and look at its logs after a day"))
	}
	if n := len(u.Waiting); n > 0 {
		message += "; waiting: " + quantity.Count(n, "report", "reports")
	}
	return one(fine(message))
}

// stuck returns a report that has waited for too long, although Go's uploader ran. If it is
// known what stops the report, the check of the uploads says so.
func stuck(u upload.Uploads, now time.Time) *upload.WaitingReport {
	if u.LastTry == nil {
		return nil
	}
	tried, err := time.Parse(time.RFC3339, *u.LastTry)
	if err != nil || now.Sub(tried) < upload.RunTime {
		return nil
	}
	i := slices.IndexFunc(u.Waiting, func(w upload.WaitingReport) bool {
		since, err := time.Parse(time.RFC3339, w.Since)
		return err == nil && now.Sub(since) > stuckAfter && tried.Sub(since) > 24*time.Hour && !stopped(u, w.Week)
	})
	if i < 0 {
		return nil
	}
	return &u.Waiting[i]
}

// stopped reports whether it is known what stops the report of a week.
func stopped(u upload.Uploads, week string) bool {
	return slices.ContainsFunc(u.Blocked, func(b upload.Blocker) bool { return b.StopsAll() || b.Week != nil && *b.Week == week })
}

func dayOf(moment string) string { return moment[:min(len(moment), len(time.DateOnly))] }

func minuteOf(moment string) string {
	t, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return moment
	}
	return t.Format("2006-01-02 15:04") + " UTC"
}

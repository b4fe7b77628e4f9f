package view

import (
	"slices"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// The most that a preview page shows.
const (
	maxPreviewWeeks = 8  // in full
	maxListedWeeks  = 53 // in the table
	maxLeaving      = 60 // counters of a build
	maxWithheld     = 12 // charts per reason
	maxSampled      = 10
	maxBuilds       = 20 // in a report
)

// Preview writes the page about what would be uploaded from this machine.
func Preview(p *upload.Preview, now time.Time) string {
	v := previewView{page: newPage(), Preview: p, now: now}
	v.Heading(1, "What would leave this machine")
	v.mode()
	switch {
	case len(p.Weeks) == 0 && len(p.Problems) > 0:
		v.Text("Can't preview the upload: the counter files could not be read.")
	case len(p.Weeks) == 0:
		v.Text("Nothing to upload: there are no counter files or reports yet.")
	default:
		v.config()
		v.blockers(p.Uploads.Blocked)
		v.overview()
		shown, left := last(p.Weeks, maxPreviewWeeks)
		for i := range shown {
			v.week(&shown[len(shown)-1-i])
		}
		v.andMore(left, "week, in the table above", "weeks, the latest of them in the table above")
	}
	v.problems(p.Problems)
	return v.String()
}

// previewView writes a preview.
type previewView struct {
	*page
	*upload.Preview
	now time.Time
}

func (v *previewView) mode() {
	since := ""
	if v.Since != nil {
		since = ", since " + markdown.Prose(*v.Since)
	}
	is := "The mode is " + modeWord(v.Mode) + since
	switch mode.Mode(v.Mode) {
	case mode.On:
		v.Text(is+": approved counters are uploaded to telemetry.go.dev and published as a public data set.", v.next())
		if v.Since == nil {
			v.Text("The mode file has no date. So Go also uploads what it counted before you turned telemetry on: weeks up to 21 days old, and all waiting reports. " +
				"Choose on again in telemetry-ls to set the date; `go telemetry on` does nothing while the mode is on.")
		}
	case mode.Off:
		v.Text(is + ": nothing is uploaded, and programs that start now count nothing. " + ifOn)
	default:
		v.Text(is + ": nothing is uploaded. " + ifOn)
	}
}

const (
	ifOn        = "This is what would be uploaded if telemetry had been on when each week began."
	unknownDate = "The next upload date is unknown."
)

func (v *previewView) next() string {
	switch {
	case v.NextUpload != nil && *v.NextUpload <= v.now.UTC().Format(time.DateOnly):
		return "The next upload is due. It happens " + uploadStart + ", at most once in 24 hours."
	case v.NextUpload != nil:
		return "The next upload is due on " + markdown.Prose(*v.NextUpload) + ", " + uploadStart + "."
	case slices.ContainsFunc(v.Weeks, func(w upload.Week) bool { return w.Undecided() }):
		return unknownDate
	case len(v.Weeks) > 0:
		return "None of the weeks below will be uploaded."
	}
	return ""
}

func (v *previewView) overview() {
	v.Heading(2, "Weeks")
	weeks, left := last(v.Weeks, maxListedWeeks)
	t := markdown.NewTable("lllrr", "week ending", "state", "upload", "counters", "withheld")
	for _, w := range weeks {
		inside := "?"
		if w.Report != nil {
			inside = quantity.Number(uint64(entries(w.Report)))
		}
		t.Row(markdown.Prose(w.Week), previewState(w.State), uploadWord(&w), inside, quantity.Number(uint64(len(w.Withheld))))
	}
	v.Table(t)
	v.andMore(left, "earlier week", "earlier weeks")
}

// entries returns the number of counters and stacks in a report.
func entries(r *upload.Report) int {
	n := 0
	for _, p := range r.Programs {
		if p != nil {
			n += len(p.Counters) + len(p.Stacks)
		}
	}
	return n
}

func previewState(state string) string {
	switch state {
	case weeks.Ready:
		return "ready to upload"
	case weeks.Withheld:
		return "local report only"
	case weeks.Sent:
		return "uploaded"
	}
	return stateWord(state)
}

func uploadWord(w *upload.Week) string {
	switch {
	case w.State == weeks.Sent:
		return "done"
	case w.WouldUpload && w.When != nil:
		return "from " + markdown.Prose(*w.When)
	}
	if w.Undecided() {
		return "?"
	}
	return choose(w.WouldUpload, "yes", "no")
}

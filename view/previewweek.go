package view

import (
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// week writes the section of one week: whether it would be uploaded, what would be
// uploaded, and what would not.
func (v *previewView) week(w *upload.Week) {
	v.Heading(2, "Week ending "+markdown.Prose(w.Week))
	v.verdict(w)
	switch {
	case w.Report == nil:
	case w.State == weeks.Sent:
		v.Text("The report had " + contents(w.Report) + ". See the page `uploads`.")
	case len(w.Report.Programs) == 0:
		v.Text("No counter of this week is approved: the report would have no programs and no counters.")
	default:
		v.Text(reportIntro(w))
		v.report(w.Report)
	}
	v.sampled(w.Sampled)
	v.withheld(w)
}

// verdict returns whether the week would be uploaded, and why not.
func (v *previewView) verdict(w *upload.Week) {
	state := map[string]string{
		weeks.Collecting: "Go is still counting.",
		weeks.Pending:    "The week has ended; Go has not made its report yet.",
		weeks.Ready:      "Its report is waiting to be uploaded.",
		weeks.Withheld:   "There is a local report, but no report to upload.",
		weeks.Sent:       "Its report was uploaded.",
	}[w.State]
	var reasons []string
	for _, r := range w.Reasons {
		if r.Code != upload.AlreadySent {
			reasons = append(reasons, markdown.Prose(choose(r.Message == "", r.Code, r.Message)))
		}
	}
	verdict := ""
	switch {
	case w.State == weeks.Sent:
	case w.Undecided():
		verdict = "**Unknown whether it would be uploaded:**"
	case !w.WouldUpload && len(reasons) == 0:
		verdict = "**It would not be uploaded.**"
	case !w.WouldUpload:
		verdict = "**It would not be uploaded:**"
	default:
		when := uploadStart
		if w.When != nil {
			when = "on " + markdown.Prose(*w.When) + " or later, " + when
		}
		verdict = "**It would be uploaded** " + when + choose(len(reasons) > 0, ", but:", ".")
	}
	v.Text(state, verdict)
	v.List(reasons...)
	v.restsOn(w)
}

func reportIntro(w *upload.Week) string {
	switch {
	case w.State == weeks.Ready:
		return "The report on disk: " + contents(w.Report) + "."
	case w.WouldUpload && w.State == weeks.Collecting:
		return "What would be uploaded, as counted so far: " + contents(w.Report) + "."
	case w.WouldUpload:
		return "What would be uploaded: " + contents(w.Report) + "."
	}
	return "What would be uploaded if telemetry had been on when this week began: " + contents(w.Report) + "."
}

func contents(r *upload.Report) string {
	n := uint64(0)
	for _, p := range r.Programs {
		if p != nil {
			n++
		}
	}
	return quantity.Count(uint64(entries(r)), "counter", "counters") + " of " + quantity.Count(n, "program", "programs")
}

func (p *page) sampled(list []upload.SampledCount) {
	if len(list) == 0 {
		return
	}
	p.Text("Included only in a random sample of reports:")
	shown, left := first(list, maxSampled)
	items := make([]string, len(shown))
	for i, s := range shown {
		name, _ := counterfile.SplitStack(s.Counter)
		items[i] = markdown.Name(name) + " of " + markdown.Prose(s.Program) + ": rate " + fmt.Sprintf("%g", s.Rate)
	}
	p.List(items...)
	p.andMore(left, "counter", "counters")
}

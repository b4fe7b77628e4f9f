package view

import (
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/counters"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
)

// week tells about one week: whether it would be uploaded, what would leave, what
// stays.
func (v *previewView) week(w *counters.PreviewWeek) {
	v.heading(2, "Week until "+markdown.Prose(w.Week))
	v.verdict(w)
	switch {
	case w.Report == nil:
	case w.State == counters.Sent:
		v.text("The report had " + contents(w.Report) + "; the document about sent reports shows them.")
	case len(w.Report.Programs) == 0:
		v.text("Nothing of this week is approved: the report would name no program and hold no counters.")
	default:
		v.text(reportIntro(w))
		v.report(w.Report)
	}
	v.sampled(w.Sampled)
	v.withheld(w)
}

// verdict says whether the week would be uploaded, and why not.
func (v *previewView) verdict(w *counters.PreviewWeek) {
	state := map[string]string{
		counters.Collecting: "Go is still counting.",
		counters.Pending:    "The week is over; Go has not summed it up yet.",
		counters.Ready:      "Its report is made and waits to be sent.",
		counters.Withheld:   "Go has summed it up in a local report, and made none to send.",
		counters.Sent:       "Its report was sent.",
	}[w.State]
	var reasons []string
	for _, r := range w.Reasons {
		if r.Code != counters.AlreadySent {
			reasons = append(reasons, markdown.Prose(choose(r.Message == "", r.Code, r.Message)))
		}
	}
	verdict := ""
	switch {
	case w.State == counters.Sent:
	case undecided(w):
		verdict = "**Whether it would be uploaded, nobody can say here:**"
	case !w.WouldUpload && len(reasons) == 0:
		verdict = "**It would not be uploaded.**"
	case !w.WouldUpload:
		verdict = "**It would not be uploaded:**"
	default:
		when := "once the go command or gopls runs"
		if w.When != nil {
			when = "on " + markdown.Prose(*w.When) + " or later, " + when
		}
		verdict = "**It would be uploaded**, " + when + choose(len(reasons) > 0, ", but:", ".")
	}
	v.text(state, verdict)
	v.list(reasons)
	v.restsOn(w)
}

// undecided reports whether nothing but the lack of an upload config speaks against
// the upload: Go fetches one before it uploads.
func undecided(w *counters.PreviewWeek) bool {
	lacks := false
	for _, r := range w.Reasons {
		lacks = lacks || r.Code == counters.NoConfig
		if r.Code != counters.NoConfig && r.Code != counters.MaybeSampled {
			return false
		}
	}
	return lacks
}

func reportIntro(w *counters.PreviewWeek) string {
	switch {
	case w.State == counters.Ready:
		return "The report, as it lies there: " + contents(w.Report) + "."
	case w.WouldUpload && w.State == counters.Collecting:
		return "What would leave, as far as it is counted by now: " + contents(w.Report) + "."
	case w.WouldUpload:
		return "What would leave: " + contents(w.Report) + "."
	}
	return "What would leave, were the mode on since before this week: " + contents(w.Report) + "."
}

func contents(r *counters.Report) string {
	n := uint64(0)
	for _, p := range r.Programs {
		if p != nil {
			n++
		}
	}
	return counted(uint64(entries(r)), "counter", "counters") + " of " + counted(n, "program", "programs")
}

func (p *page) sampled(list []counters.SampledCount) {
	if len(list) == 0 {
		return
	}
	p.text("Some are in a report only if its random number, from 0 to 1, is at most their rate:")
	shown, left := first(list, maxSampled)
	items := make([]string, len(shown))
	for i, s := range shown {
		name, _ := counters.SplitStack(s.Counter)
		items[i] = markdown.Name(name) + " of " + markdown.Prose(s.Program) + ": rate " + fmt.Sprintf("%g", s.Rate)
	}
	p.list(items)
	p.andMore(left, "counter", "counters")
}

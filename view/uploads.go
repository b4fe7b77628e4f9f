package view

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
)

// maxSent is how many sent reports are shown in full.
const maxSent = 8

// Uploads is the page about the uploads from this machine: the reports that were
// uploaded, latest first, as far as the preview has them.
func Uploads(p *counters.Preview) string {
	d := &page{}
	d.heading(1, "Uploads from this machine")
	var sent []counters.PreviewWeek
	for _, w := range p.Weeks {
		if w.State == counters.Sent {
			sent = append(sent, w)
		}
	}
	if len(sent) == 0 {
		d.text("Nothing has been sent from here: there is no report in the folder `upload`, where Go keeps a copy of each one it sends.")
		return d.String()
	}
	d.text(counted(uint64(len(sent)), "report was", "reports were")+" sent from this machine. "+
		"What follows are the copies that Go keeps in the folder `upload`.",
		"Each report also had a random number, X, that decides about sampling.")
	full, left := last(sent, maxSent)
	for i := range full {
		d.sentReport(&full[len(full)-1-i])
	}
	if left > 0 {
		d.earlier(sent[:left])
	}
	var problems []counters.Problem
	for _, problem := range p.Problems {
		if strings.HasPrefix(problem.File, "upload/") {
			problems = append(problems, problem)
		}
	}
	d.problems(problems)
	return d.String()
}

func (p *page) sentReport(w *counters.PreviewWeek) {
	p.heading(2, "Report of "+markdown.Prose(w.Week))
	if w.Report == nil {
		p.text("It cannot be read.")
		return
	}
	before := ""
	if w.Report.LastWeek != "" {
		before = " The one before was of " + markdown.Prose(w.Report.LastWeek) + "."
	}
	p.text(contents(w.Report) + ". Made by the upload config " + orNone(markdown.Prose(w.Report.Config)) + "." + before)
	p.report(w.Report)
}

// earlier lists reports that are not shown in full.
func (p *page) earlier(sent []counters.PreviewWeek) {
	p.heading(2, "Earlier reports")
	listed, left := last(sent, maxListedWeeks)
	t := markdown.NewTable("lrl", "week until", "counters", "upload config")
	for i := range listed {
		w := listed[len(listed)-1-i]
		if w.Report == nil {
			t.Row(markdown.Prose(w.Week), "?", "")
			continue
		}
		t.Row(markdown.Prose(w.Week), number(uint64(entries(w.Report))), markdown.Prose(w.Report.Config))
	}
	p.table(t)
	p.andMore(left, "report", "reports")
}

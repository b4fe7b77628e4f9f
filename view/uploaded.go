package view

import (
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// uploaded writes the uploaded reports.
func (p *page) uploaded(sent []upload.Week) {
	if len(sent) == 0 {
		return
	}
	p.Heading(2, "Uploaded reports")
	p.Text(quantity.Count(len(sent), "report was", "reports were")+" uploaded from this machine. "+
		"These are the copies that Go keeps in the directory `upload`.",
		"Each report also had a random number, X, for sampling.")
	full, left := last(sent, maxSent)
	for i := range full {
		p.uploadedReport(&full[len(full)-1-i])
	}
	if left > 0 {
		p.earlier(sent[:left])
	}
}

func (p *page) uploadedReport(w *upload.Week) {
	p.Heading(2, "Week ending "+markdown.Prose(w.Week))
	if w.Report == nil {
		p.Text("The copy can't be read.")
		return
	}
	before := ""
	if w.Report.LastWeek != "" {
		before = " The previous report was for the week ending " + markdown.Prose(w.Report.LastWeek) + "."
	}
	p.Text(contents(w.Report) + ", by upload config " + orNone(markdown.Prose(w.Report.Config)) + "." + before)
	p.report(w.Report)
}

// earlier lists the reports without a section.
func (p *page) earlier(sent []upload.Week) {
	p.Heading(2, "Earlier reports")
	listed, left := last(sent, maxListedWeeks)
	t := markdown.NewTable("lrl", "week ending", "counters", "upload config")
	for i := range listed {
		w := listed[len(listed)-1-i]
		if w.Report == nil {
			t.Row(markdown.Prose(w.Week), "?", "")
			continue
		}
		t.Row(markdown.Prose(w.Week), quantity.Number(uint64(entries(w.Report))), markdown.Prose(w.Report.Config))
	}
	p.Table(t)
	p.andMore(left, "report", "reports")
}

package view

import (
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// dataURL is the public page with the merged reports of a week.
const dataURL = "https://telemetry.go.dev/data/"

// published is how long after the end of a week its public data may be incomplete or missing.
// The server merges the reports of the last seven days once a day.
const published = 7 * 24 * time.Hour

// uploaded writes the uploaded reports.
func (p *page) uploaded(v *upload.Preview, now time.Time) {
	sent := inState(v, weeks.Sent)
	if len(sent) == 0 {
		return
	}
	p.Heading(2, "Uploaded reports")
	p.Text(quantity.Count(len(sent), "report was", "reports were")+" uploaded from this machine and accepted. "+
		"These are the copies that Go keeps in the directory `upload`.",
		"The server accepts a report as a whole, or refuses it.",
		"Each report also had a random number, X, for sampling.")
	full, left := last(sent, maxSent)
	for i := range full {
		p.uploadedReport(v, &full[len(full)-1-i], now)
	}
	if left > 0 {
		p.earlier(sent[:left])
	}
}

func (p *page) uploadedReport(v *upload.Preview, w *upload.Week, now time.Time) {
	p.Heading(2, "Week ending "+markdown.Prose(w.Week))
	if w.Report == nil {
		p.Text("The copy can't be read.", publicData(w.Week, now))
		return
	}
	before := ""
	if w.Report.LastWeek != "" {
		before = "The previous report was for the week ending " + markdown.Prose(w.Report.LastWeek) + "."
	}
	p.Text("Accepted: "+contents(w.Report)+", approved by upload config "+orNone(markdown.Prose(w.Report.Config))+".", before)
	p.Text(publicData(w.Week, now))
	p.keptBack(v, w)
	p.report(w.Report)
}

// publicData links to the public data of a week.
func publicData(week string, now time.Time) string {
	end, err := time.Parse(time.DateOnly, week)
	if err != nil {
		return ""
	}
	return "Public data of this week, from everyone: <" + dataURL + end.Format(time.DateOnly) + ">" +
		choose(now.Sub(end) < published, ", which may not exist yet or be incomplete.", ".")
}

// keptBack says how much of what was counted in an uploaded week is not in its report.
func (p *page) keptBack(v *upload.Preview, w *upload.Week) {
	if len(w.Withheld) == 0 {
		return
	}
	by := ""
	switch {
	case w.JudgedBy == nil:
	case *w.JudgedBy == w.Report.Config:
		by = ", by the upload config of that upload"
	default:
		by = ". The upload config of that upload, " + orNone(markdown.Prose(w.Report.Config)) + ", isn't on this machine, so the reasons are those of " +
			markdown.Prose(*w.JudgedBy)
	}
	p.Text("The local report of this week has " + quantity.Count(len(w.Withheld), "more counter", "more counters") + ", not uploaded" + by + ":")
	counts := map[string]int{}
	for _, c := range w.Withheld {
		counts[c.Reason]++
	}
	var items []string
	for _, known := range withheldWords {
		if n := counts[known.code]; n > 0 {
			items = append(items, known.why+": "+quantity.Number(uint64(n)))
		}
	}
	p.List(items...)
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

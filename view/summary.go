package view

import (
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// maxWeeks is the maximum number of weeks in the table.
const maxWeeks = 53

// Summary writes the page about what Go has counted.
func Summary(s *summary.Summary, now time.Time) string {
	p := newPage()
	p.Heading(1, "What Go has counted")
	p.Text("The mode is " + modeWord(s.Mode) + ". " + status.Meaning(mode.Mode(s.Mode)))
	if len(s.Programs) == 0 {
		p.nothingCounted(s)
	} else {
		v := summaryView{page: p, Summary: s, now: now}
		v.overview()
		v.weeks()
		v.groups()
	}
	p.problems(s.Problems)
	return p.String()
}

func (p *page) nothingCounted(s *summary.Summary) {
	dir := markdown.Code(s.Dir)
	if len(s.Weeks) == 0 && len(s.Problems) > 0 {
		p.Text("Can't read the counter files in " + dir + ".")
		return
	}
	if n := uint64(len(s.Weeks)); n > 0 {
		p.Text("No such counts in the last " + quantity.Count(n, "week", "weeks") + " in " + dir + ".")
		return
	}
	why := "there are no counter files or reports in " + dir + "."
	then := "In mode on or local, Go counts when you run one of its tools, for example `go version`."
	if mode.Mode(s.Mode) == mode.Off {
		then = "In mode off, Go counts nothing. To count on this machine, run `go telemetry local`."
	}
	p.Text("Go has counted nothing yet: "+why, then)
}

// summaryView writes a summary with counts.
type summaryView struct {
	*page
	*summary.Summary
	now time.Time
}

// overview says what happened this week. Sums over all counters would mean nothing:
// they count different things.
func (v *summaryView) overview() {
	sentences := []string{markdown.Prose(v.ThisWeek)}
	for _, w := range v.Weeks {
		if left := until(w.Week, v.now); w.State == weeks.Collecting && left != "" {
			sentences = append(sentences, "The week ends on "+markdown.Prose(w.Week)+", "+left+".")
			break
		}
	}
	v.Text(append(sentences, "The files are in "+markdown.Code(v.Dir)+".")...)
	v.Text("Runs include those that editors and scripts start.")
}

// maxRunning is the maximum number of programs in the table of weeks.
const maxRunning = 2

func (v *summaryView) weeks() {
	v.Heading(2, "Weeks")
	var ran []*summary.Program
	head := []string{"week ending", "days", "state"}
	for _, p := range v.InOrder() {
		if p.Runs != nil && len(ran) < maxRunning {
			ran = append(ran, p)
			head = append(head, markdown.Prose(p.Title+" "+p.Runs.Unit))
		}
	}
	shown, left := last(v.Weeks, maxWeeks)
	t := markdown.NewTable("lll"+strings.Repeat("r", len(ran)), head...)
	for i, w := range shown {
		row := []string{markdown.Prose(w.Week), markdown.Prose(w.Days), stateWord(w.State)}
		for _, p := range ran {
			row = append(row, quantity.Number(p.Runs.Series[left+i]))
		}
		t.Row(row...)
	}
	v.Table(t)
	v.andMore(left, "earlier week", "earlier weeks")
	v.Text("A week ends at 00:00 UTC of the day in the first column. *Running*: Go is counting, so the numbers are those so far. "+
		"*Ended*: Go has not made its local report yet. *Reported*: Go has made it.",
		choose(len(v.Weeks) < 2, "", "A trend shows these weeks, oldest first, scaled to the largest week of its row; ▁ means none."))
}

func stateWord(state string) string {
	switch state {
	case weeks.Collecting:
		return "running"
	case weeks.Pending:
		return "ended"
	case weeks.Reported:
		return "reported"
	}
	return markdown.Prose(state)
}

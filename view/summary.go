package view

import (
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// The most that a summary page shows; it counts the rest.
const (
	maxWeeks    = 53
	maxPrograms = 12 // in full
	maxNames    = 30 // of further programs
)

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
		v.programs()
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

func (v *summaryView) overview() {
	var total uint64
	totals := make([]uint64, len(v.Weeks))
	for i, w := range v.Weeks {
		total += w.Total
		totals[i] = w.Total
	}
	active := uint64(0)
	for _, p := range v.Programs {
		active += choose[uint64](p.Total > 0, 1, 0)
	}
	end := ""
	for _, w := range v.Weeks {
		if w.State == weeks.Collecting && end == "" {
			end = w.Week
		}
	}
	week := "Go has counted nothing this week yet."
	if end != "" {
		left := until(end, v.now)
		week = quantity.Count(v.RunningTotal(totals), "count", "counts") + " this week, which ends on " + markdown.Prose(end) +
			choose(left == "", "", ", "+left) + "."
	}
	v.Text(week, "In total, "+quantity.Count(active, "program", "programs")+" made "+quantity.Count(total, "count", "counts")+
		" in the "+choose(len(v.Weeks) == 1, "week", quantity.Number(uint64(len(v.Weeks)))+" weeks")+" shown here. The files are in "+markdown.Code(v.Dir)+".")
}

func (v *summaryView) weeks() {
	v.Heading(2, "Weeks")
	weeks, left := last(v.Weeks, maxWeeks)
	var most uint64
	for _, w := range weeks {
		most = max(most, w.Total)
	}
	t := markdown.NewTable("llrl", "week ending", "state", "total", "")
	for _, w := range weeks {
		t.Row(markdown.Prose(w.Week), stateWord(w.State), quantity.Number(w.Total), bar(w.Total, most, 30))
	}
	v.Table(t)
	v.andMore(left, "earlier week", "earlier weeks")
	v.Text("A week ends at 00:00 UTC of that day. *Running*: Go is counting. *Not reported yet*: the week has ended, but Go has not made its local report. " +
		"*Reported*: Go has made a local report. " +
		"A trend shows these weeks, oldest first, scaled to the largest week of its row; ▁ means none.")
}

func stateWord(state string) string {
	switch state {
	case weeks.Collecting:
		return "running"
	case weeks.Pending:
		return "not reported yet"
	case weeks.Reported:
		return "reported"
	}
	return markdown.Prose(state)
}

func (v *summaryView) programs() {
	var active []summary.Program
	var silent []string
	for _, p := range v.Programs {
		if p.Total > 0 || len(p.Charts)+len(p.Stacks) > 0 {
			active = append(active, p)
		} else {
			silent = append(silent, markdown.Prose(p.Program))
		}
	}
	shown, left := top(active, maxPrograms, func(p summary.Program) uint64 { return p.Total })
	for i := range shown {
		v.program(&shown[i])
	}
	if left > 0 {
		v.otherPrograms(active, shown)
	}
	if len(silent) > 0 {
		v.Heading(2, "Programs without counts")
		v.Text("These programs ran and counted nothing:")
		names, more := first(silent, maxNames)
		v.List(names...)
		v.andMore(more, "program", "programs")
	}
}

// otherPrograms lists the programs without a section.
func (v *summaryView) otherPrograms(all, shown []summary.Program) {
	in := map[string]bool{}
	for _, p := range shown {
		in[p.Program] = true
	}
	var others []summary.Program
	for _, p := range all {
		if !in[p.Program] {
			others = append(others, p)
		}
	}
	v.Heading(2, "Other programs")
	v.Text("These programs have fewer counts than the ones above:")
	t := markdown.NewTable("rll", "total", "trend", "program")
	named, more := top(others, maxNames, func(p summary.Program) uint64 { return p.Total })
	for _, p := range named {
		t.Row(quantity.Number(p.Total), trend(p.Series), markdown.Name(p.Program))
	}
	v.Table(t)
	v.andMore(more, "program", "programs")
}

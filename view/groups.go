package view

import (
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
)

// The most programs that a summary page shows; it counts the rest.
const (
	maxPrograms = 12 // in full
	maxNames    = 30 // in a table or a list
)

// groups writes the programs in the order of their groups. A closed group is one table,
// unless the summary has no other group.
func (v *summaryView) groups() {
	var silent []string
	for _, g := range v.Groups {
		active, others := v.members(g)
		silent = append(silent, others...)
		switch {
		case len(active) == 0:
		case g.Closed && len(v.Groups) > 1:
			v.Heading(2, markdown.Prose(g.Title))
			v.Text("The go command starts these programs. To see what one of them counted, run `telemetry-ls summary --program NAME`.")
			v.table(active)
		default:
			v.inFull(active)
		}
	}
	if len(silent) > 0 {
		v.Heading(2, "Programs without counts")
		v.Text("These programs ran and counted nothing:")
		names, more := first(silent, maxNames)
		v.List(names...)
		v.andMore(more, "program", "programs")
	}
}

// members returns the programs of a group, and the names of those without counts.
func (v *summaryView) members(g summary.Group) (active []*summary.Program, silent []string) {
	for _, p := range v.Members(g) {
		if p.Total > 0 || len(p.Charts)+len(p.Stacks) > 0 {
			active = append(active, p)
		} else {
			silent = append(silent, markdown.Prose(p.Program))
		}
	}
	return active, silent
}

// inFull writes a section for each of the first programs, and a table of the others.
func (v *summaryView) inFull(programs []*summary.Program) {
	shown, left := first(programs, maxPrograms)
	for _, p := range shown {
		v.program(p)
	}
	if left > 0 {
		v.Heading(2, "Other programs")
		v.table(programs[maxPrograms:])
	}
}

// table lists programs and what they did.
func (v *summaryView) table(programs []*summary.Program) {
	t := markdown.NewTable("lll", "program", "trend", "what it did")
	shown, more := first(programs, maxNames)
	for _, p := range shown {
		t.Row(markdown.Name(p.Program), ranTrend(p), markdown.Prose(p.Words))
	}
	v.Table(t)
	v.andMore(more, "program", "programs")
}

// ranTrend draws how often a program ran.
func ranTrend(p *summary.Program) string {
	if p.Runs == nil {
		return ""
	}
	return trend(p.Runs.Series)
}

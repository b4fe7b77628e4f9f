package view

import (
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// The most that the crashes page shows.
const (
	maxCrashes     = 25 // per program
	maxCrashFrames = 32
	maxCrashWeeks  = 6
)

// Crashes writes the page about crashes and internal errors of Go's tools.
func Crashes(s *summary.Summary) string {
	p := newPage()
	p.Heading(1, "Crashes and internal errors")
	var total, stacks, programs uint64
	for _, program := range s.Programs {
		for _, stack := range program.Stacks {
			total += stack.Total
			stacks++
		}
		programs += choose[uint64](len(program.Stacks) > 0, 1, 0)
	}
	weeks := quantity.Count(len(s.Weeks), "week", "weeks")
	if stacks == 0 {
		during := choose(len(s.Weeks) == 0, "", " in the last "+weeks)
		p.Text("No crashes or internal errors were recorded"+during+" in "+markdown.Code(s.Dir)+".", whoRecords)
		p.problems(s.Problems)
		return p.String()
	}
	p.Text(quantity.Count(total, "event", "events")+" with "+quantity.Count(stacks, "stack", "different stacks")+", in "+
		quantity.Count(programs, "program", "programs")+", in the "+weeks+" in "+markdown.Code(s.Dir)+".",
		whoRecords)
	p.Text("The innermost call comes first. `+12` is the 12th line after the start of the function. `=12` is line 12 of its file, " +
		"in a call that the compiler inlined. `truncated` marks a stack that was too long to record completely.")
	shown, left := top(withStacks(s), maxPrograms, func(c *summary.Program) uint64 { return uint64(len(c.Stacks)) })
	for _, program := range shown {
		p.crashes(s, program)
	}
	p.andMore(left, "program", "programs")
	p.problems(s.Problems)
	return p.String()
}

// withStacks returns the programs that recorded stacks.
func withStacks(s *summary.Summary) []*summary.Program {
	return slices.DeleteFunc(s.InOrder(), func(p *summary.Program) bool { return len(p.Stacks) == 0 })
}

func (p *page) crashes(s *summary.Summary, program *summary.Program) {
	p.Heading(2, orNone(markdown.Prose(program.Program)))
	p.ranAs(program.Versions)
	shown, left := first(program.Stacks, maxCrashes)
	for _, stack := range shown {
		title := summary.Title(stack.Name)
		p.Heading(3, markdown.Name(stack.Name)+", "+quantity.Count(stack.Total, "time", "times"))
		p.Text(choose(title == stack.Name, "", markdown.Prose(title)+", ")+"in "+weeksOf(s.Weeks, stack.Series)+".", trend(stack.Series))
		p.frames(stack.Frames, maxCrashFrames)
	}
	p.andMore(left, "stack", "stacks")
}

// ranAs lists the versions that ran. A summary doesn't say which of several recorded
// a stack.
func (p *page) ranAs(versions []summary.Version) {
	if len(versions) == 0 {
		return
	}
	shown, left := first(versions, maxVersions)
	items := make([]string, len(shown))
	for i, v := range shown {
		items[i] = orNone(markdown.Prose(v.Version)) + ", built with " + orNone(markdown.Prose(v.GoVersion)) + ", " + platform(v.GOOS, v.GOARCH)
	}
	if len(versions) == 1 {
		p.Text("It happened in version " + items[0] + ".")
		return
	}
	p.Text("It happened in one or several of these versions, which ran in these weeks:")
	p.List(items...)
	p.andMore(left, "version", "versions")
}

// weeksOf names the weeks with counts.
func weeksOf(weeks []summary.Week, series []uint64) string {
	var names []string
	for i, n := range series {
		if n > 0 && i < len(weeks) {
			names = append(names, markdown.Prose(weeks[i].Week))
		}
	}
	if len(names) > maxCrashWeeks {
		return quantity.Number(uint64(len(names))) + " weeks, from the one ending " + names[0] + " to the one ending " + names[len(names)-1]
	}
	if len(names) == 1 {
		return "the week ending " + names[0]
	}
	return "the weeks ending " + strings.Join(names, ", ")
}

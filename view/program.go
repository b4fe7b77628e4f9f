package view

import (
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// The most that a page shows of a program.
const (
	maxVersions   = 8
	maxCounters   = 40
	maxPartitions = 15
	maxBuckets    = 12
	maxHistograms = 20 // in the table
	maxDetailed   = 5  // histograms with their buckets
	maxBounds     = 24 // buckets of a histogram
	maxStacks     = 5
	maxFrames     = 8
)

func (v *summaryView) program(s *summary.Program) {
	v.Heading(2, orNone(markdown.Prose(s.Title)))
	v.Text(markdown.Name(s.Program)+" in "+quantity.Count(len(v.Weeks), "week", "weeks")+": "+markdown.Prose(s.Words)+".", ranTrend(s))
	v.versions(s)
	c := sortCharts(s.Charts)
	v.counters("Counters", c.single)
	v.partitions(c.partitions)
	v.histograms(c.histograms)
	v.counters("Flags and settings", c.flags)
	v.counters("Internals", c.internals)
	v.stacks(s.Stacks)
}

// versions lists the builds of a program, and how often each ran.
func (v *summaryView) versions(s *summary.Program) {
	shown, left := first(s.Versions, maxVersions)
	align, head := "lll", []string{"version", "built with", "system"}
	if s.Runs != nil {
		align, head = "rrlll", append([]string{s.Runs.Unit, "share"}, head...)
	}
	t := markdown.NewTable(align, head...)
	for _, b := range shown {
		row := []string{orNone(markdown.Prose(b.Version)), orNone(markdown.Prose(b.GoVersion)), platform(b.GOOS, b.GOARCH)}
		if s.Runs != nil && b.Runs != nil {
			row = append([]string{quantity.Number(*b.Runs), percent(*b.Runs, s.Runs.Total)}, row...)
		}
		t.Row(row...)
	}
	v.Table(t)
	v.andMore(left, "version", "versions")
}

func (v *summaryView) stacks(list []summary.Stack) {
	if len(list) == 0 {
		return
	}
	v.Heading(3, "Stacks")
	shown, left := first(list, maxStacks)
	for _, s := range shown {
		v.stack(&s, maxFrames)
	}
	v.andMore(left, "stack", "stacks")
}

// stack writes the location of an event in a program.
func (p *page) stack(s *summary.Stack, frames int) {
	p.Text(markdown.Name(s.Name)+", "+quantity.Count(s.Total, "time", "times"), trend(s.Series))
	p.frames(s.Frames, frames)
}

// frames writes at most n frames.
func (p *page) frames(frames []string, n int) {
	shown, left := first(frames, n)
	if left > 0 {
		shown = append(shown[:n:n], "… and "+quantity.Count(uint64(left), "frame", "frames")+" more")
	}
	if len(shown) > 0 {
		p.Block(shown)
	}
}

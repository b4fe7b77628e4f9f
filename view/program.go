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
	v.Heading(2, orNone(markdown.Prose(s.Program)))
	running := v.RunningTotal(s.Series)
	where := " in " + quantity.Count(len(v.Weeks), "week", "weeks") + ", " + quantity.Number(running) + " of them this week."
	if running == s.Total {
		where = ", all this week."
	}
	v.Text(quantity.Count(s.Total, "count", "counts")+where, trend(s.Series))
	v.versions(s)
	c := sortCharts(s.Charts)
	v.counters(c.single)
	v.histograms(c.histograms)
	v.partitions(c.partitions)
	v.stacks(s.Stacks)
}

func (v *summaryView) versions(s *summary.Program) {
	shown, left := first(s.Versions, maxVersions)
	t := markdown.NewTable("rrlll", "total", "share", "version", "built with", "system")
	for _, b := range shown {
		t.Row(quantity.Number(b.Total), percent(b.Total, s.Total), orNone(markdown.Prose(b.Version)), orNone(markdown.Prose(b.GoVersion)), platform(b.GOOS, b.GOARCH))
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

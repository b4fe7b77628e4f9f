package view

import (
	"maps"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// report writes the contents of a report, build by build.
func (p *page) report(r *upload.Report) {
	var full []*upload.ProgramReport
	var bare []string
	for _, b := range r.Programs {
		switch {
		case b == nil:
		case len(b.Counters)+len(b.Stacks) == 0:
			bare = append(bare, buildName(b))
		default:
			full = append(full, b)
		}
	}
	shown, left := first(full, maxBuilds)
	for _, b := range shown {
		p.Heading(3, buildName(b))
		p.values(b.Counters)
		p.reportStacks(b.Stacks)
	}
	p.andMore(left, "program", "programs")
	if len(bare) > 0 {
		p.Text("Listed in the report without counters:")
		named, more := first(bare, maxBuilds)
		p.List(named...)
		p.andMore(more, "program", "programs")
	}
}

// buildName returns everything that a report says about a program, except its counters.
func buildName(b *upload.ProgramReport) string {
	return orNone(markdown.Prose(b.Program)) + " " + orNone(markdown.Prose(b.Version)) +
		" (" + orNone(markdown.Prose(b.GoVersion)) + ", " + platform(b.GOOS, b.GOARCH) + ")"
}

// values writes counters by name.
func (p *page) values(values map[string]int64) {
	shown, left := top(slices.Sorted(maps.Keys(values)), maxLeaving, func(name string) uint64 { return positive(values[name]) })
	t := markdown.NewTable("rl", "value", "counter")
	for _, name := range shown {
		t.Row(quantity.Signed(values[name]), markdown.Name(name))
	}
	p.Table(t)
	p.andMore(left, "counter", "counters")
}

func (p *page) reportStacks(stacks map[string]int64) {
	shown, left := top(slices.Sorted(maps.Keys(stacks)), maxStacks, func(name string) uint64 { return positive(stacks[name]) })
	for _, stack := range shown {
		// Keep frames as they are uploaded, including program counters.
		name, frames, _ := strings.Cut(stack, "\n")
		p.Text("Stack " + markdown.Name(name) + ", " + quantity.Signed(stacks[stack]) + " " + choose(stacks[stack] == 1, "time", "times"))
		p.frames(strings.Split(strings.TrimSuffix(frames, "\n"), "\n"), maxFrames)
	}
	p.andMore(left, "stack", "stacks")
}

func positive(n int64) uint64 { return uint64(max(n, 0)) }

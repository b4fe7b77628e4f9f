package summary

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// The most that a text names.
const (
	maxUses      = 6 // of a program
	maxFewUses   = 3 // of a program in a sentence about several
	maxLatencies = 3
)

// reading is a program with what makes its numbers readable.
type reading struct {
	*Program
	usesOf *Chart // the chart with the role uses; nil for none
}

// read sets what a program is called, its group, its runs, and the roles of its charts.
func read(p *Program) reading {
	known := lookUp(p.Program)
	p.Title, p.Group = known.title, groupOf(p.Program)
	r := reading{Program: p}
	for i := range p.Charts {
		c := &p.Charts[i]
		c.Role = known.role(c)
		if c.Role == UsesRole {
			r.usesOf = c
		}
		if c.Name == known.runs && known.runs != "" && p.Runs == nil {
			p.Runs = &Runs{known.unit, c.Numbers}
		}
	}
	return r
}

// words returns the numbers of a period as people read them, for example `8 runs;
// build 1, version 7`. Where nothing counts the runs, it says when the program was
// active.
func (r reading) words(in period) string {
	var parts []string
	for _, part := range []string{r.ran(in), r.uses(in, maxUses), r.latencies(in), r.crashes(in)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) > 0 {
		return strings.Join(parts, "; ")
	}
	active := 0
	for _, i := range in {
		if r.Series[i] > 0 {
			active++
		}
	}
	if active == 0 {
		return "nothing counted"
	}
	return "active in " + quantity.Count(active, "week", "weeks")
}

// brief is like words, for a sentence about several programs: `8 runs (build 1,
// version 7)`. It is "" if it is unknown what the program did.
func (r reading) brief(in period) string {
	ran, uses := r.ran(in), r.uses(in, maxFewUses)
	if uses != "" {
		uses = "(" + uses + ")"
	}
	return strings.TrimSpace(ran + " " + uses)
}

// ran says how often the program ran, or is "" if that is unknown or never.
func (r reading) ran(in period) string {
	if r.Runs == nil || in.sum(r.Runs.Series) == 0 {
		return ""
	}
	n := in.sum(r.Runs.Series)
	if r.Runs.Unit == SessionsUnit {
		return quantity.Count(n, "session", "sessions")
	}
	return quantity.Count(n, "run", "runs")
}

// uses says what the runs were for: the first by name, and the rest in one number.
func (r reading) uses(in period, most int) string {
	if r.usesOf == nil {
		return ""
	}
	counts := map[string]uint64{}
	for _, b := range r.usesOf.Buckets {
		if n := in.sum(b.Series); n > 0 {
			counts[useName(r.Program.Program, b.Name)] += n
		}
	}
	var parts []string
	var rest uint64
	for i, name := range slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(askRank(a), askRank(b)), cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	}) {
		if i < most {
			parts = append(parts, name+" "+quantity.Number(counts[name]))
		} else {
			rest += counts[name]
		}
	}
	if rest > 0 {
		parts = append(parts, "other "+quantity.Number(rest))
	}
	return strings.Join(parts, ", ")
}

// latencies says how long the most frequent operations of gopls took.
func (r reading) latencies(in period) string {
	var ops []Chart
	for _, c := range r.Charts {
		if c.Role == LatencyRole && strings.HasSuffix(c.Name, "/latency") && in.sum(c.Series) > 0 {
			ops = append(ops, c)
		}
	}
	slices.SortStableFunc(ops, func(a, b Chart) int { return cmp.Compare(in.sum(b.Series), in.sum(a.Series)) })
	var parts []string
	for _, c := range ops[:min(len(ops), maxLatencies)] {
		parts = append(parts, operation(c.Name)+" "+latency(percentiles(in.of(c.Buckets)).P90))
	}
	if len(parts) == 0 {
		return ""
	}
	return "p90 latency: " + strings.Join(parts, ", ")
}

// crashes says how often the program crashed or detected an internal error.
func (r reading) crashes(in period) string {
	var crashes, bugs uint64
	for _, s := range r.Stacks {
		switch n := in.sum(s.Series); {
		case s.Name == "crash/crash":
			crashes += n
		case strings.HasSuffix(s.Name, "/bug"):
			bugs += n
		}
	}
	var parts []string
	if crashes > 0 {
		parts = append(parts, quantity.Count(crashes, "crash", "crashes"))
	}
	if bugs > 0 {
		parts = append(parts, quantity.Count(bugs, "internal error", "internal errors"))
	}
	return strings.Join(parts, ", ")
}

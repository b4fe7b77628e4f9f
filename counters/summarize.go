package counters

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// summarizer adds up tallies for a [Summary].
type summarizer struct {
	weeks    []shownWeek
	programs map[string]*programSums
}

// programSums is a program while it is added up.
type programSums struct {
	versions map[Build]uint64
	charts   map[chartKey]*chartSums
	stacks   map[string]*StackSummary // by name and frames
	targets  map[string]*Numbers      // of each counter by name
}

// chartKey keeps a counter `a` apart from the chart of the counters `a:b`.
type chartKey struct {
	name    string
	buckets bool
}

type chartSums struct {
	plain   *Numbers
	buckets map[string]*Numbers
}

func newSummarizer(weeks []shownWeek) *summarizer {
	return &summarizer{weeks: weeks, programs: map[string]*programSums{}}
}

func (s *summarizer) summary(program string) *Summary {
	sum := &Summary{Weeks: states(s.weeks), Programs: []ProgramSummary{}}
	for i, w := range s.weeks {
		for _, t := range w.tallies {
			if program == "" || program == t.build.Program {
				total := s.add(i, t)
				sum.Weeks[i].Total = addTotals(sum.Weeks[i].Total, total)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.programs)) {
		sum.Programs = append(sum.Programs, s.programs[name].summary(name, s.numbers()))
	}
	return sum
}

func (s *summarizer) numbers() *Numbers { return &Numbers{Series: make([]uint64, len(s.weeks))} }

// add adds what a build counted in the week with the number i. It gives the total.
func (s *summarizer) add(i int, t *tally) uint64 {
	p := s.programs[t.build.Program]
	if p == nil {
		p = &programSums{map[Build]uint64{}, map[chartKey]*chartSums{}, map[string]*StackSummary{}, map[string]*Numbers{}}
		s.programs[t.build.Program] = p
	}
	var total uint64
	for _, c := range t.counts {
		n := p.targets[c.name]
		if n == nil {
			n = s.target(p, c.name)
			p.targets[c.name] = n
		}
		value := t.total(c)
		n.add(i, value)
		total = addTotals(total, value)
	}
	p.versions[t.build] = addTotals(p.versions[t.build], total)
	return total
}

// target makes room for the counter with the name.
func (s *summarizer) target(p *programSums, name string) *Numbers {
	if isStack(name) {
		name, frames := SplitStack(name)
		key := name + "\n" + strings.Join(frames, "\n")
		if p.stacks[key] == nil {
			p.stacks[key] = &StackSummary{Name: clean(name), Numbers: *s.numbers(), Frames: cleanAll(frames)}
		}
		return &p.stacks[key].Numbers
	}
	chart, bucket, buckets := strings.Cut(name, ":")
	key := chartKey{chart, buckets}
	c := p.charts[key]
	if c == nil {
		c = &chartSums{s.numbers(), map[string]*Numbers{}}
		p.charts[key] = c
	}
	if !buckets {
		return c.plain
	}
	c.buckets[bucket] = s.numbers()
	return c.buckets[bucket]
}

func (n *Numbers) add(i int, value uint64) {
	n.Series[i] = addTotals(n.Series[i], value)
	n.Total = addTotals(n.Total, value)
}

func (n *Numbers) plus(m *Numbers) {
	for i, value := range m.Series {
		n.Series[i] = addTotals(n.Series[i], value)
	}
	n.Total = addTotals(n.Total, m.Total)
}

// summary is the result; sum is where to add everything up.
func (p *programSums) summary(name string, sum *Numbers) ProgramSummary {
	out := ProgramSummary{Program: clean(name), Versions: p.versionList(), Charts: []ChartSummary{}, Stacks: []StackSummary{}}
	keys := slices.SortedFunc(maps.Keys(p.charts), func(a, b chartKey) int {
		return cmp.Or(cmp.Compare(a.name, b.name), compareBools(a.buckets, b.buckets))
	})
	for _, key := range keys {
		chart := p.charts[key].summary(key)
		sum.plus(&chart.Numbers)
		out.Charts = append(out.Charts, chart)
	}
	for _, stack := range p.stacks {
		sum.plus(&stack.Numbers)
		out.Stacks = append(out.Stacks, *stack)
	}
	slices.SortFunc(out.Stacks, func(a, b StackSummary) int {
		return cmp.Or(cmp.Compare(b.Total, a.Total), cmp.Compare(a.Name, b.Name), slices.Compare(a.Frames, b.Frames))
	})
	out.Numbers = *sum
	return out
}

func (p *programSums) versionList() []VersionSummary {
	out := []VersionSummary{}
	for _, b := range slices.SortedFunc(maps.Keys(p.versions), func(a, b Build) int {
		return cmp.Or(cmp.Compare(p.versions[b], p.versions[a]), compareBuilds(a, b))
	}) {
		out = append(out, VersionSummary{clean(b.Version), clean(b.GoVersion), clean(b.GOOS), clean(b.GOARCH), p.versions[b]})
	}
	return out
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func cleanAll(list []string) []string {
	for i, s := range list {
		list[i] = clean(s)
	}
	return list
}

package summary

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// summarizer adds up the counts of builds for a [Summary].
type summarizer struct {
	weeks    []WeekCounts
	programs map[string]*programSums
}

// programSums adds up the numbers of a program.
type programSums struct {
	known    knownProgram
	versions map[counterfile.Build]versionSums
	charts   map[chartKey]*chartSums
	stacks   map[string]*Stack   // by name and frames
	targets  map[string]*Numbers // where to add each counter, by name
}

// versionSums adds up the numbers of one build.
type versionSums struct{ total, runs uint64 }

// chartKey distinguishes a counter `a` from the chart of the counters `a:b`.
type chartKey struct {
	name    string
	buckets bool
}

// chartSums adds up the numbers of a chart.
type chartSums struct {
	plain   *Numbers
	buckets map[string]*Numbers
}

func newSummarizer(weeks []WeekCounts) *summarizer {
	return &summarizer{weeks: weeks, programs: map[string]*programSums{}}
}

func (s *summarizer) summary(program string) *Summary {
	sum := &Summary{Weeks: states(s.weeks), Programs: []Program{}}
	for i, w := range s.weeks {
		for _, t := range w.Builds {
			if program == "" || program == t.Build.Program {
				total := s.add(i, t)
				sum.Weeks[i].Total = index.AddTotals(sum.Weeks[i].Total, total)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.programs)) {
		sum.Programs = append(sum.Programs, s.programs[name].summary(name, s.numbers()))
	}
	return sum
}

func (s *summarizer) numbers() *Numbers { return &Numbers{Series: make([]uint64, len(s.weeks))} }

// add adds what a build counted in week number i, and returns the total.
func (s *summarizer) add(i int, t *index.BuildCounts) uint64 {
	p := s.programs[t.Build.Program]
	if p == nil {
		p = &programSums{lookUp(t.Build.Program), map[counterfile.Build]versionSums{}, map[chartKey]*chartSums{}, map[string]*Stack{}, map[string]*Numbers{}}
		s.programs[t.Build.Program] = p
	}
	sums := p.versions[t.Build]
	var total uint64
	for _, c := range t.Counts {
		n := p.targets[c.Name]
		if n == nil {
			n = s.numbersFor(p, c.Name)
			p.targets[c.Name] = n
		}
		value := t.Total(c)
		n.add(i, value)
		total = index.AddTotals(total, value)
		if p.known.countsRuns(c.Name) {
			sums.runs = index.AddTotals(sums.runs, value)
		}
	}
	sums.total = index.AddTotals(sums.total, total)
	p.versions[t.Build] = sums
	return total
}

// numbersFor returns the place where to add the counter called name. It must be called
// once for each counter.
func (s *summarizer) numbersFor(p *programSums, name string) *Numbers {
	if counterfile.IsStack(name) {
		name, frames := counterfile.SplitStack(name)
		key := name + "\n" + strings.Join(frames, "\n")
		if p.stacks[key] == nil {
			p.stacks[key] = &Stack{Name: plainjson.ValidText(name), Numbers: *s.numbers(), Frames: cleanAll(frames)}
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
	n.Series[i] = index.AddTotals(n.Series[i], value)
	n.Total = index.AddTotals(n.Total, value)
}

func (n *Numbers) plus(m *Numbers) {
	for i, value := range m.Series {
		n.Series[i] = index.AddTotals(n.Series[i], value)
	}
	n.Total = index.AddTotals(n.Total, m.Total)
}

// summary returns the program after everything is added up. It uses sum for the total.
func (p *programSums) summary(name string, sum *Numbers) Program {
	out := Program{Program: plainjson.ValidText(name), Versions: p.versionList(), Charts: []Chart{}, Stacks: []Stack{}}
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
	slices.SortFunc(out.Stacks, func(a, b Stack) int {
		return cmp.Or(cmp.Compare(b.Total, a.Total), cmp.Compare(a.Name, b.Name), slices.Compare(a.Frames, b.Frames))
	})
	out.Numbers = *sum
	return out
}

func (p *programSums) versionList() []Version {
	runs := p.charts[chartKey{p.known.runs, false}] != nil || p.charts[chartKey{p.known.runs, true}] != nil
	out := []Version{}
	for _, b := range slices.SortedFunc(maps.Keys(p.versions), func(a, b counterfile.Build) int {
		return cmp.Or(cmp.Compare(p.versions[b].total, p.versions[a].total), counterfile.CompareBuilds(a, b))
	}) {
		sums := p.versions[b]
		v := Version{plainjson.ValidText(b.Version), plainjson.ValidText(b.GoVersion), plainjson.ValidText(b.GOOS), plainjson.ValidText(b.GOARCH), sums.total, nil}
		if runs {
			v.Runs = &sums.runs
		}
		out = append(out, v)
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
		list[i] = plainjson.ValidText(s)
	}
	return list
}

package index

import (
	"bytes"
	"cmp"
	"math/bits"
	"slices"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/internal/rawfile"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// adder reads counter files and adds them up per week and build. Each worker of
// an [Index] has one, and none is shared.
type adder struct {
	reader  counterfile.Reader
	names   *interner
	builds  map[string]*buildSums // by the metadata behind the times
	moments map[string]moment     // by their text
	scratch []slotted             // of the file that is being read
	file    uint32                // number of that file
}

// moment is a point of time in the metadata and the day of a week that ends then.
type moment struct {
	time time.Time
	day  string
}

type slotted struct {
	slot  int32
	value uint64
}

// buildSums is what one build counted in the files read so far.
type buildSums struct {
	build counterfile.Build
	slots map[string]int32 // by name in the file and by decoded name
	names []string         // by slot, decoded
	last  []uint32         // by slot, number of the file that had it last
	weeks map[string]*weekSums
}

// weekSums is what one build counted in one week.
type weekSums struct {
	values []uint64 // by slot
	has    []bool   // by slot: even a counter at 0 gets into reports
	over   map[string]bool
}

// fileFacts is what a counter file turned out to be.
type fileFacts struct {
	build      counterfile.Build
	begin, end time.Time
	day        string
}

func newAdder(names *interner) *adder {
	return &adder{names: names, builds: map[string]*buildSums{}, moments: map[string]moment{}}
}

// addFile reads one file and adds its numbers, all or none of them.
func (g *adder) addFile(h rawfile.File, s rawfile.Stamp) (fileFacts, error) {
	if err := g.reader.Take(h, s); err != nil {
		return fileFacts{}, err
	}
	defer g.reader.Close()
	f, b, err := g.readBuild()
	if err != nil {
		return f, err
	}
	if err := g.readCounts(b); err != nil {
		return f, err
	}
	b.week(f.day).commit(b, g.scratch)
	return f, nil
}

// readBuild finds out from the metadata who counts in the file that is open. Nearly
// all files begin with the two times, and the rest is one of few texts.
func (g *adder) readBuild() (fileFacts, *buildSums, error) {
	meta := g.reader.Meta()
	begin, rest, ok1 := cutLine(meta, "TimeBegin: ")
	end, tail, ok2 := cutLine(rest, "TimeEnd: ")
	if ok1 && ok2 {
		if b := g.builds[string(tail)]; b != nil {
			from, known1 := g.moments[string(begin)]
			to, known2 := g.moments[string(end)]
			if known1 && known2 {
				return fileFacts{b.build, from.time, to.time, to.day}, b, nil
			}
		}
	}
	span, err := counterfile.ParseMeta(meta)
	if err != nil {
		return fileFacts{}, nil, err
	}
	to := moment{span.End, g.names.string(span.End.Format(time.DateOnly))}
	if !ok1 || !ok2 {
		tail = meta
	} else {
		g.moments[string(begin)] = moment{time: span.Begin, day: g.names.string(span.Begin.Format(time.DateOnly))}
		g.moments[string(end)] = to
	}
	b := g.builds[string(tail)]
	if b == nil {
		b = newBuildSums(g.internBuild(span))
		g.builds[string(tail)] = b
	}
	return fileFacts{b.build, span.Begin, span.End, to.day}, b, nil
}

func (g *adder) internBuild(s counterfile.Header) counterfile.Build {
	return counterfile.Build{
		Program: g.names.string(s.Program), Version: g.names.string(s.Version), GoVersion: g.names.string(s.GoVersion),
		GOOS: g.names.string(s.GOOS), GOARCH: g.names.string(s.GOARCH),
	}
}

func cutLine(text []byte, key string) (value, rest []byte, ok bool) {
	line, rest, ok := bytes.Cut(text, []byte("\n"))
	value, found := bytes.CutPrefix(line, []byte(key))
	return value, rest, ok && found
}

// readCounts reads the counters of the open file into scratch.
func (g *adder) readCounts(b *buildSums) error {
	g.scratch = g.scratch[:0]
	g.file++
	var twice error
	err := g.reader.Walk(func(name []byte, value uint64) bool {
		slot, known := b.slots[string(name)]
		if !known {
			slot = b.slot(g.names, name)
		}
		if b.last[slot] != g.file {
			b.last[slot] = g.file
			g.scratch = append(g.scratch, slotted{slot, value})
			return true
		}
		if b.names[slot] == string(name) {
			twice = problem.Malformed(g.reader.Offset(), "counter %s is there twice", printable.Quote(name))
			return false
		}
		// Two encodings of one stack: the later one counts, as in Go.
		i := slices.IndexFunc(g.scratch, func(s slotted) bool { return s.slot == slot })
		g.scratch[i].value = value
		return true
	})
	if err == nil {
		err = twice
	}
	return err
}

func newBuildSums(b counterfile.Build) *buildSums {
	return &buildSums{build: b, slots: map[string]int32{}, weeks: map[string]*weekSums{}}
}

// slot makes room for a counter that this build had in no file before.
func (b *buildSums) slot(names *interner, raw []byte) int32 {
	name := names.bytes(raw)
	decoded := name
	if counterfile.IsStack(name) {
		decoded = names.string(counterfile.DecodeStack(name))
	}
	slot, known := b.slots[decoded]
	if !known {
		slot = int32(len(b.names))
		b.names = append(b.names, decoded)
		b.last = append(b.last, 0)
		b.slots[decoded] = slot
	}
	b.slots[name] = slot
	return slot
}

func (b *buildSums) week(day string) *weekSums {
	w := b.weeks[day]
	if w == nil {
		w = &weekSums{}
		b.weeks[day] = w
	}
	return w
}

func (w *weekSums) commit(b *buildSums, counts []slotted) {
	if short := len(b.names) - len(w.values); short > 0 {
		w.values = append(w.values, make([]uint64, short)...)
		w.has = append(w.has, make([]bool, short)...)
	}
	for _, c := range counts {
		sum, carry := bits.Add64(w.values[c.slot], c.value, 0)
		w.values[c.slot], w.has[c.slot] = sum, true
		if carry > 0 {
			if w.over == nil {
				w.over = map[string]bool{}
			}
			w.over[b.names[c.slot]] = true
		}
	}
}

// tallies gives what this build counted, by week.
func (b *buildSums) tallies(yield func(day string, t *Tally)) {
	order := make([]int32, len(b.names))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return cmp.Compare(b.names[x], b.names[y]) })
	for day, w := range b.weeks {
		t := &Tally{Build: b.build, over: w.over}
		n := 0
		for _, has := range w.has {
			if has {
				n++
			}
		}
		t.Counts = make([]Count, 0, n)
		for _, slot := range order {
			if int(slot) < len(w.has) && w.has[slot] {
				t.Counts = append(t.Counts, Count{b.names[slot], w.values[slot]})
			}
		}
		yield(day, t)
	}
}

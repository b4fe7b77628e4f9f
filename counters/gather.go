package counters

import (
	"bytes"
	"cmp"
	"math/bits"
	"slices"
	"time"
)

// gatherer reads counter files and adds them up per week and build. Each worker of
// an [Index] has one, and none is shared.
type gatherer struct {
	reader  Reader
	names   *interner
	builds  map[string]*building // by the metadata behind the times
	moments map[string]moment    // by their text
	scratch []slotted            // of the file that is being read
	file    uint32               // number of that file
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

// building is what one build counted in the files read so far.
type building struct {
	build Build
	slots map[string]int32 // by name in the file and by decoded name
	names []string         // by slot, decoded
	last  []uint32         // by slot, number of the file that had it last
	weeks map[string]*weekly
}

// weekly is what one build counted in one week.
type weekly struct {
	values []uint64 // by slot
	has    []bool   // by slot: even a counter at 0 gets into reports
	over   map[string]bool
}

// found is what a counter file turned out to be.
type found struct {
	build      Build
	begin, end time.Time
	day        string
}

func newGatherer(names *interner) *gatherer {
	return &gatherer{names: names, builds: map[string]*building{}, moments: map[string]moment{}}
}

// add reads one file and adds its numbers, all or none of them.
func (g *gatherer) add(h handle, s stamp) (found, error) {
	if err := g.reader.begin(h, s); err != nil {
		return found{}, err
	}
	defer g.reader.Close()
	f, b, err := g.whose()
	if err != nil {
		return f, err
	}
	if err := g.collect(b); err != nil {
		return f, err
	}
	b.week(f.day).commit(b, g.scratch)
	return f, nil
}

// whose finds out from the metadata who counts in the file that is open. Nearly
// all files begin with the two times, and the rest is one of few texts.
func (g *gatherer) whose() (found, *building, error) {
	meta := g.reader.Meta()
	begin, rest, ok1 := cutLine(meta, "TimeBegin: ")
	end, tail, ok2 := cutLine(rest, "TimeEnd: ")
	if ok1 && ok2 {
		if b := g.builds[string(tail)]; b != nil {
			from, known1 := g.moments[string(begin)]
			to, known2 := g.moments[string(end)]
			if known1 && known2 {
				return found{b.build, from.time, to.time, to.day}, b, nil
			}
		}
	}
	span, err := parseMeta(meta)
	if err != nil {
		return found{}, nil, err
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
		b = newBuilding(g.internBuild(span))
		g.builds[string(tail)] = b
	}
	return found{b.build, span.Begin, span.End, to.day}, b, nil
}

func (g *gatherer) internBuild(s Span) Build {
	return Build{
		g.names.string(s.Program), g.names.string(s.Version), g.names.string(s.GoVersion),
		g.names.string(s.GOOS), g.names.string(s.GOARCH),
	}
}

func cutLine(text []byte, key string) (value, rest []byte, ok bool) {
	line, rest, ok := bytes.Cut(text, []byte("\n"))
	value, found := bytes.CutPrefix(line, []byte(key))
	return value, rest, ok && found
}

// collect reads the counters of the open file into scratch.
func (g *gatherer) collect(b *building) error {
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
			twice = malformed(g.reader.Offset(), "counter %q is there twice", clip(name))
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

func newBuilding(b Build) *building {
	return &building{build: b, slots: map[string]int32{}, weeks: map[string]*weekly{}}
}

// slot makes room for a counter that this build had in no file before.
func (b *building) slot(names *interner, raw []byte) int32 {
	name := names.bytes(raw)
	decoded := name
	if isStack(name) {
		decoded = names.string(DecodeStack(name))
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

func (b *building) week(day string) *weekly {
	w := b.weeks[day]
	if w == nil {
		w = &weekly{}
		b.weeks[day] = w
	}
	return w
}

func (w *weekly) commit(b *building, counts []slotted) {
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
func (b *building) tallies(yield func(day string, t *tally)) {
	order := make([]int32, len(b.names))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return cmp.Compare(b.names[x], b.names[y]) })
	for day, w := range b.weeks {
		t := &tally{build: b.build, over: w.over}
		n := 0
		for _, has := range w.has {
			if has {
				n++
			}
		}
		t.counts = make([]count, 0, n)
		for _, slot := range order {
			if int(slot) < len(w.has) && w.has[slot] {
				t.counts = append(t.counts, count{b.names[slot], w.values[slot]})
			}
		}
		yield(day, t)
	}
}

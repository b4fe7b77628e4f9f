package index

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
)

// buildSums is what one build counted in the files read so far.
type buildSums struct {
	build counterfile.Build
	slots map[string]int32 // by the name in the file, and by the decoded name
	names []string         // the decoded names, by slot
	last  []uint32         // by slot: the number of the last file with this counter
	weeks map[string]*weekSums
}

// weekSums is what one build counted in one week.
type weekSums struct {
	values []uint64 // by slot
	has    []bool   // by slot: whether there is a value, since reports include even zeros
	over   map[string]bool
}

func newBuildSums(b counterfile.Build) *buildSums {
	return &buildSums{build: b, slots: map[string]int32{}, weeks: map[string]*weekSums{}}
}

// slot returns a slot for a counter under a name that no earlier file of this build had.
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

// eachWeek yields what this build counted in each week.
func (b *buildSums) eachWeek(yield func(day string, t *BuildCounts)) {
	order := make([]int32, len(b.names))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return cmp.Compare(b.names[x], b.names[y]) })
	for day, w := range b.weeks {
		t := &BuildCounts{Build: b.build, over: w.over}
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

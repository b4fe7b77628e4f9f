package counters

import (
	"cmp"
	"math/bits"
	"slices"
)

// maxTotal is the largest number that every reader of JSON takes exactly. Totals
// stop there.
const maxTotal = 1<<53 - 1

// count is a counter and its value. Values of several files add up modulo 2^64, as
// they do in Go's reports.
type count struct {
	name  string // decoded
	value uint64
}

// tally is what one build counted in one week.
type tally struct {
	build  Build
	counts []count         // by name
	over   map[string]bool // counters that passed 2^64, nil for none
}

// total is the value of c as a number to show.
func (t *tally) total(c count) uint64 {
	if t.over[c.name] {
		return maxTotal
	}
	return min(c.value, maxTotal)
}

func addTotals(a, b uint64) uint64 { return min(a+b, maxTotal) }

// plus adds up two tallies of the same build.
func (t *tally) plus(u *tally) *tally {
	sum := &tally{build: t.build, counts: make([]count, 0, max(len(t.counts), len(u.counts)))}
	a, b := t.counts, u.counts
	for len(a) > 0 && len(b) > 0 {
		switch order := cmp.Compare(a[0].name, b[0].name); {
		case order < 0:
			sum.counts, a = append(sum.counts, a[0]), a[1:]
		case order > 0:
			sum.counts, b = append(sum.counts, b[0]), b[1:]
		default:
			value, carry := bits.Add64(a[0].value, b[0].value, 0)
			if carry > 0 {
				sum.passed(a[0].name)
			}
			sum.counts = append(sum.counts, count{a[0].name, value})
			a, b = a[1:], b[1:]
		}
	}
	sum.counts = append(append(sum.counts, a...), b...)
	for _, over := range []map[string]bool{t.over, u.over} {
		for name := range over {
			sum.passed(name)
		}
	}
	return sum
}

func (t *tally) passed(name string) {
	if t.over == nil {
		t.over = map[string]bool{}
	}
	t.over[name] = true
}

func (t *tally) equal(u *tally) bool {
	return t.build == u.build && slices.Equal(t.counts, u.counts) && len(t.over) == len(u.over)
}

// sort orders counters by name. Of a name that comes twice the last one stands.
func (t *tally) sort() {
	slices.SortStableFunc(t.counts, func(a, b count) int { return cmp.Compare(a.name, b.name) })
	last := t.counts[:0]
	for i, c := range t.counts {
		if i+1 == len(t.counts) || t.counts[i+1].name != c.name {
			last = append(last, c)
		}
	}
	t.counts = last
}

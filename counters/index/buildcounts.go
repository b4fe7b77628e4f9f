package index

import (
	"cmp"
	"math/bits"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
)

// MaxTotal is the largest number that every JSON reader represents exactly. Totals stop
// there.
const MaxTotal = 1<<53 - 1

// Count is a counter and its value. Values from several files are added modulo 2^64, as
// in Go's reports.
type Count struct {
	Name  string // decoded
	Value uint64
}

// BuildCounts is what one build counted in one week.
type BuildCounts struct {
	Build  counterfile.Build
	Counts []Count         // sorted by name
	over   map[string]bool // the counters that exceeded 2^64; nil for none
}

// Total returns the value of c for display: at most [MaxTotal].
func (t *BuildCounts) Total(c Count) uint64 {
	if t.over[c.Name] {
		return MaxTotal
	}
	return min(c.Value, MaxTotal)
}

// AddTotals adds two totals, up to [MaxTotal].
func AddTotals(a, b uint64) uint64 { return min(a+b, MaxTotal) }

// plus returns the sum of t and u, which are counts of the same build.
func (t *BuildCounts) plus(u *BuildCounts) *BuildCounts {
	sum := &BuildCounts{Build: t.Build, Counts: make([]Count, 0, max(len(t.Counts), len(u.Counts)))}
	a, b := t.Counts, u.Counts
	for len(a) > 0 && len(b) > 0 {
		switch order := cmp.Compare(a[0].Name, b[0].Name); {
		case order < 0:
			sum.Counts, a = append(sum.Counts, a[0]), a[1:]
		case order > 0:
			sum.Counts, b = append(sum.Counts, b[0]), b[1:]
		default:
			value, carry := bits.Add64(a[0].Value, b[0].Value, 0)
			if carry > 0 {
				sum.passed(a[0].Name)
			}
			sum.Counts = append(sum.Counts, Count{a[0].Name, value})
			a, b = a[1:], b[1:]
		}
	}
	sum.Counts = append(append(sum.Counts, a...), b...)
	for _, over := range []map[string]bool{t.over, u.over} {
		for name := range over {
			sum.passed(name)
		}
	}
	return sum
}

// passed notes that a counter exceeded 2^64.
func (t *BuildCounts) passed(name string) {
	if t.over == nil {
		t.over = map[string]bool{}
	}
	t.over[name] = true
}

func (t *BuildCounts) equal(u *BuildCounts) bool {
	return t.Build == u.Build && slices.Equal(t.Counts, u.Counts) && len(t.over) == len(u.over)
}

// sort sorts the counters by name. If a name occurs more than once, the last one wins.
func (t *BuildCounts) sort() {
	slices.SortStableFunc(t.Counts, func(a, b Count) int { return cmp.Compare(a.Name, b.Name) })
	last := t.Counts[:0]
	for i, c := range t.Counts {
		if i+1 == len(t.Counts) || t.Counts[i+1].Name != c.Name {
			last = append(last, c)
		}
	}
	t.Counts = last
}

package index

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBuildCountsPlus checks that sums are modulo 2^64, as in Go's reports, and that
// totals stop at 2^53 - 1.
func TestBuildCountsPlus(t *testing.T) {
	a := &BuildCounts{Counts: []Count{{"a", 1}, {"b", math.MaxUint64}, {"d", 1 << 63}}, over: map[string]bool{"d": true}}
	b := &BuildCounts{Counts: []Count{{"b", 3}, {"c", 4}, {"d", 5}, {"e", 6}}}
	for _, sum := range []*BuildCounts{a.plus(b), b.plus(a)} {
		values, totals := map[string]uint64{}, map[string]uint64{}
		for _, c := range sum.Counts {
			values[c.Name] = c.Value
			totals[c.Name] = sum.Total(c)
		}
		if d := cmp.Diff(map[string]uint64{"a": 1, "b": 2, "c": 4, "d": 1<<63 + 5, "e": 6}, values); d != "" {
			t.Errorf("values (-want +got)\n%s", d)
		}
		if d := cmp.Diff(map[string]uint64{"a": 1, "b": MaxTotal, "c": 4, "d": MaxTotal, "e": 6}, totals); d != "" {
			t.Errorf("totals (-want +got)\n%s", d)
		}
	}
}

func TestBuildCountsSort(t *testing.T) {
	tl := &BuildCounts{Counts: []Count{{"b", 1}, {"a", 2}, {"b", 3}}}
	tl.sort()
	want := []Count{{"a", 2}, {"b", 3}}
	if d := cmp.Diff(want, tl.Counts, cmp.AllowUnexported(Count{})); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

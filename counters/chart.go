package counters

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// summary is the result of adding up a chart.
func (c *chartSums) summary(key chartKey, weeks int) ChartSummary {
	out := ChartSummary{Name: clean(key.name), Title: Title(key.name), Kind: Count, Numbers: *c.plain, Buckets: []BucketSummary{}}
	if !key.buckets {
		return out
	}
	for name, n := range c.buckets {
		out.Numbers.plus(n)
		out.Buckets = append(out.Buckets, BucketSummary{clean(name), *n})
	}
	bounds, ok := boundsOf(slices.Collect(maps.Keys(c.buckets)))
	if !ok {
		out.Kind = Partition
		slices.SortFunc(out.Buckets, func(a, b BucketSummary) int {
			return cmp.Or(cmp.Compare(b.Total, a.Total), cmp.Compare(a.Name, b.Name))
		})
		return out
	}
	out.Kind = Histogram
	slices.SortFunc(out.Buckets, func(a, b BucketSummary) int {
		return cmp.Or(compareBounds(bounds[a.Name], bounds[b.Name]), cmp.Compare(a.Name, b.Name))
	})
	out.Percentiles = percentiles(out.Buckets)
	return out
}

// bound is the end of a bucket of a histogram.
type bound struct {
	value    float64
	overflow bool // the bucket begins there
}

func compareBounds(a, b bound) int {
	return cmp.Or(compareBools(a.overflow, b.overflow), cmp.Compare(a.value, b.value))
}

var boundText = regexp.MustCompile(`^(<|>=)([0-9]+(?:\.[0-9]+)?)([A-Za-zµ]*)$`)

// units turns the bounds of one histogram into comparable numbers.
var units = map[string]float64{
	"": 1, "ns": 1, "us": 1e3, "µs": 1e3, "ms": 1e6, "s": 1e9, "m": 60e9, "min": 60e9, "h": 3600e9, "d": 86400e9,
	"B": 1, "kB": 1e3, "KB": 1e3, "MB": 1e6, "GB": 1e9, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
	"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9,
}

// boundsOf gives the bounds of the buckets of a histogram. It is one if all
// buckets are bounds such as `<50ms`; one at the end may be such as `>=24h`.
func boundsOf(buckets []string) (map[string]bound, bool) {
	bounds := make(map[string]bound, len(buckets))
	upper := false
	for _, name := range buckets {
		m := boundText.FindStringSubmatch(name)
		if m == nil {
			return nil, false
		}
		unit, known := units[m[3]]
		value, err := strconv.ParseFloat(m[2], 64)
		if !known || err != nil {
			return nil, false
		}
		bounds[name] = bound{value * unit, m[1] == ">="}
		upper = upper || strings.HasPrefix(name, "<")
	}
	return bounds, upper
}

// percentiles finds the buckets, which are in order, that hold the percentiles;
// nil where nothing was counted.
func percentiles(buckets []BucketSummary) *Percentiles {
	var all float64 // beyond 2^53 the ranks need not be exact
	for _, b := range buckets {
		all += float64(b.Total)
	}
	if all == 0 {
		return nil
	}
	at := func(share float64) string {
		var sum float64
		for _, b := range buckets {
			sum += float64(b.Total)
			if sum*100 >= all*share && b.Total > 0 {
				return b.Name
			}
		}
		return buckets[len(buckets)-1].Name
	}
	return &Percentiles{P50: at(50), P90: at(90), P99: at(99)}
}

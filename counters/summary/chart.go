package summary

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// summary returns the chart after everything is added up.
func (c *chartSums) summary(key chartKey) Chart {
	out := Chart{Name: plainjson.ValidText(key.name), Title: Title(key.name), Kind: Count, Numbers: *c.plain, Buckets: []Bucket{}}
	if !key.buckets {
		return out
	}
	for name, n := range c.buckets {
		out.Numbers.plus(n)
		out.Buckets = append(out.Buckets, Bucket{plainjson.ValidText(name), *n})
	}
	bounds, ok := boundsOf(slices.Collect(maps.Keys(c.buckets)))
	if !ok {
		out.Kind = Partition
		slices.SortFunc(out.Buckets, func(a, b Bucket) int {
			return cmp.Or(cmp.Compare(b.Total, a.Total), cmp.Compare(a.Name, b.Name))
		})
		return out
	}
	out.Kind = Histogram
	slices.SortFunc(out.Buckets, func(a, b Bucket) int {
		return cmp.Or(compareBounds(bounds[a.Name], bounds[b.Name]), cmp.Compare(a.Name, b.Name))
	})
	out.Percentiles = percentiles(out.Buckets)
	return out
}

// bound is the upper bound of a bucket of a histogram or, for the last bucket, the lower
// bound.
type bound struct {
	value    float64
	overflow bool // value is the lower bound
}

func compareBounds(a, b bound) int {
	return cmp.Or(compareBools(a.overflow, b.overflow), cmp.Compare(a.value, b.value))
}

// boundsOf returns the bounds of the buckets of a histogram. A chart is a histogram if
// all its buckets look like `<50ms`, except for one at the end such as `>=24h`.
func boundsOf(buckets []string) (map[string]bound, bool) {
	bounds := make(map[string]bound, len(buckets))
	upper := false
	for _, name := range buckets {
		b, ok := boundOf(name)
		if !ok {
			return nil, false
		}
		bounds[name] = b
		upper = upper || !b.overflow
	}
	return bounds, upper
}

func boundOf(name string) (bound, bool) {
	text, below := strings.CutPrefix(name, "<")
	if !below {
		var above bool
		if text, above = strings.CutPrefix(name, ">="); !above {
			return bound{}, false
		}
	}
	end := strings.IndexFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	if end < 0 {
		end = len(text)
	}
	value, err := strconv.ParseFloat(text[:end], 64)
	unit := unitOf(text[end:])
	return bound{value * unit, !below}, err == nil && unit > 0
}

// unitOf converts a unit to a factor that makes the bounds of a histogram comparable.
// It returns 0 for an unknown unit.
func unitOf(name string) float64 {
	switch name {
	case "", "ns", "B":
		return 1
	case "us", "µs", "k", "K", "kB", "KB":
		return 1e3
	case "KiB":
		return 1 << 10
	case "ms", "M", "MB":
		return 1e6
	case "MiB":
		return 1 << 20
	case "s", "G", "GB":
		return 1e9
	case "GiB":
		return 1 << 30
	case "m", "min":
		return 60e9
	case "h":
		return 3600e9
	case "d":
		return 86400e9
	}
	return 0
}

// percentiles finds the buckets with the percentiles. The buckets must be sorted. The
// result is nil if nothing was counted.
func percentiles(buckets []Bucket) *Percentiles {
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

package main

import (
	"math"
	"slices"
)

// quantile returns the smallest of the values such that at least the fraction q of them
// does not exceed it, or 0 if there are none.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	i := int(math.Ceil(q*float64(len(sorted)))) - 1
	return sorted[max(i, 0)]
}

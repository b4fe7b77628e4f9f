package view

import (
	"cmp"
	"slices"
)

// top gives the n items with the largest values, in the order in which they were,
// and how many are left out.
func top[T any](items []T, n int, value func(T) uint64) (kept []T, left int) {
	if len(items) <= n {
		return items, 0
	}
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(value(items[b]), value(items[a])) })
	order = order[:n]
	slices.Sort(order)
	for _, i := range order {
		kept = append(kept, items[i])
	}
	return kept, len(items) - n
}

// first gives at most n items, and how many are left out.
func first[T any](items []T, n int) (kept []T, left int) {
	n = min(n, len(items))
	return items[:n], len(items) - n
}

// last gives at most the n last items, and how many are left out.
func last[T any](items []T, n int) (kept []T, left int) {
	left = max(len(items)-n, 0)
	return items[left:], left
}

package view

import (
	"cmp"
	"slices"
)

// top returns the n items with the largest values, in their original order, and the
// number of omitted items.
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

// first returns at most the first n items, and the number of omitted items.
func first[T any](items []T, n int) (kept []T, left int) {
	n = min(n, len(items))
	return items[:n], len(items) - n
}

// last returns at most the last n items, and the number of omitted items.
func last[T any](items []T, n int) (kept []T, left int) {
	left = max(len(items)-n, 0)
	return items[left:], left
}

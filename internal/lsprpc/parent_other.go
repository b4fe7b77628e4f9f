//go:build !linux

package lsprpc

import "context"

// awaitEnd waits for the end of the process pid. It returns false if ctx ends first.
func awaitEnd(ctx context.Context, pid int) (ended bool) { return pollEnd(ctx, pid) }

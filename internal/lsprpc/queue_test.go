package lsprpc

import (
	"context"
	"testing"
)

// TestCancelledTurn checks that a call cancelled while it waited doesn't let the next
// one run concurrently with the one before.
func TestCancelledTurn(t *testing.T) {
	var q queue
	running := q.take(true)
	waiting := q.take(true)
	next := q.take(true)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	waiting.wait(cancelled)
	waiting.end()
	select {
	case <-next.before:
		t.Fatal("the next call may begin while the first still runs")
	default:
	}
	running.end()
	next.wait(context.Background())
	next.end()
	q.take(true).wait(context.Background())
}

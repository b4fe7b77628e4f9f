package lsprpc

import (
	"context"
	"testing"
)

// TestCancelledTurn: a call that was cancelled while it waited does not let the
// next one run beside the one before.
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
		t.Fatal("the next call may begin, though the first still runs")
	default:
	}
	running.end()
	next.wait(context.Background())
	next.end()
	q.take(true).wait(context.Background())
}

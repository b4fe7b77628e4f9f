package lsprpc

import (
	"context"
	"sync"
)

// queue runs the calls that change something one after another, in the order in which
// they arrive. Later calls see their changes. Calls that change nothing run
// concurrently.
type queue struct {
	mu   sync.Mutex    // guards last
	last chan struct{} // closed when the latest changing call has ended, nil before the first
}

// turn is a place in the queue.
type turn struct {
	before chan struct{} // the call to wait for, nil for none
	ended  chan struct{} // closed when this call has ended, nil if it changes nothing
}

// take gives a call its turn. It must be called in wire order.
func (q *queue) take(changes bool) turn {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.last != nil && isClosed(q.last) {
		q.last = nil
	}
	t := turn{before: q.last}
	if changes {
		t.ended = make(chan struct{})
		q.last = t.ended
	}
	return t
}

func isClosed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// wait waits until the earlier changes or ctx have ended.
func (t turn) wait(ctx context.Context) {
	if t.before == nil {
		return
	}
	select {
	case <-t.before:
	case <-ctx.Done():
	}
}

// drain waits until the changes requested so far, or ctx, have ended.
func (q *queue) drain(ctx context.Context) { q.take(false).wait(ctx) }

// end lets the waiting calls begin once the earlier changes have ended too. A call
// that was cancelled while it waited must not let the next one overtake them.
func (t turn) end() {
	switch {
	case t.ended == nil:
	case t.before == nil || isClosed(t.before):
		close(t.ended)
	default:
		go func() {
			<-t.before
			close(t.ended)
		}()
	}
}

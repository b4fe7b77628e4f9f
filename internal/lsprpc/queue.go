package lsprpc

import (
	"context"
	"sync"
)

// queue keeps the calls that change something in the order in which they came, and
// lets what came after them see what they have changed. Calls that change nothing run
// beside each other.
type queue struct {
	mu   sync.Mutex    // guards last
	last chan struct{} // closed when the latest changing call has ended, nil before any
}

// turn is a place in the queue.
type turn struct {
	before chan struct{} // what to wait for, nil for nothing
	ended  chan struct{} // nil if nothing waits for it
}

// take gives a call its place. It is called in the order of the wire.
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

// wait waits until the changes before have ended, or ctx has.
func (t turn) wait(ctx context.Context) {
	if t.before == nil {
		return
	}
	select {
	case <-t.before:
	case <-ctx.Done():
	}
}

// drain waits until the changes of now have ended, or ctx has.
func (q *queue) drain(ctx context.Context) { q.take(false).wait(ctx) }

// end lets what waits begin, once those before have ended too: a call that was
// cancelled while it waited must not let the next one overtake them.
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

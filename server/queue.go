package server

import (
	"context"
	"sync"
)

// queue keeps the commands that change something in the order in which they came,
// and lets what came after them see what they have changed. What changes nothing
// runs beside each other.
type queue struct {
	mu   sync.Mutex    // guards last
	last chan struct{} // closed when the latest changing command has ended, nil before any
}

// turn is a place in the queue.
type turn struct {
	before chan struct{} // what to wait for, nil for nothing
	ended  chan struct{} // nil where nobody waits for it
}

// take gives a call its place; changes is true for a command that changes something.
// It is called in the order of the wire.
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

// wait waits until the commands before have ended, or ctx has.
func (t turn) wait(ctx context.Context) {
	if t.before == nil {
		return
	}
	select {
	case <-t.before:
	case <-ctx.Done():
	}
}

// drain waits until the changing commands of now have ended, or ctx has.
func (q *queue) drain(ctx context.Context) { q.take(false).wait(ctx) }

// end lets what waits begin, once those before have ended too: a command that was
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

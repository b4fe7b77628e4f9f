package mode

import (
	"errors"
	"sync"
)

// Reader reads the mode of Dir, and remembers it for times when this process can't
// read it. It is safe for concurrent use.
type Reader struct {
	Dir Dir

	mu   sync.Mutex // guards the fields below
	last State
	seen bool // last holds a state
}

// Read says what the mode is now; see [Reader.Take].
func (r *Reader) Read() State { return r.Take(r.Dir.Read()) }

// Take returns now, which was read from Dir. If that is [State.Unknown], Take returns
// the last known state, if there is one, with the problem of now.
func (r *Reader) Take(now State) State {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !now.Unknown {
		r.last, r.seen = now, true
		return now
	}
	if !r.seen {
		return now
	}
	recalled := r.last
	recalled.Unknown, recalled.Problem = true, now.Problem
	if e, ok := errors.AsType[*UnreadableError](now.Problem); ok {
		again := *e // now may belong to others too
		again.Recalled = true
		recalled.Problem = &again
	}
	return recalled
}

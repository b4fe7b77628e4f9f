package mode

import (
	"errors"
	"sync"
)

// Reader reads the mode of Dir, and recalls it where it cannot be read for a reason
// of this process. It may be used by several goroutines.
type Reader struct {
	Dir Dir

	mu   sync.Mutex // guards what follows
	last State
	seen bool // last was read
}

// Read says what the mode is now; see [Reader.Take].
func (r *Reader) Read() State { return r.Take(r.Dir.Read()) }

// Take gives now, which was read from Dir. Where that is [State.Unknown] it gives the
// last state that was known, if there is one, with the problem of now.
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

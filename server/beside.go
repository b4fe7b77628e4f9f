package server

import (
	"context"
	"sync"
	"time"
)

// beside works out what a Status tells but must not wait for. A Status tells what
// is known; where more gets known, it is published again.
type beside struct {
	mu      sync.Mutex // guards what follows
	looking bool
	wanted  bool // by a Status, since the last look began
}

// restFactor is how many times as long as a look took there is none after it:
// where files come all the time, no more than a tenth of a processor is used.
const restFactor = 9

// look has the facts looked at that take long; it never blocks.
func (b *beside) look(in background, look func()) {
	if !b.begin() {
		return
	}
	in.Spawn("looking beside", func(ctx context.Context) {
		for b.goesOn() {
			began := time.Now()
			in.Contain("looking beside", look) // a round that panics must not be the last
			rest(ctx, restFactor*time.Since(began))
		}
	})
}

// lookBeside looks at what a Status tells but must not wait for.
func (s *Server) lookBeside() {
	s.weeks.look(s.opts.Dir)
	s.uploads.look(s.reader.Read(), s.opts.Now(), s.uploadsToCome)
	s.refresh()
}

// forgetData has all looked at again that hangs on local/ and upload/.
func (s *Server) forgetData() {
	s.weeks.forget()
	s.uploads.forget()
}

// begin is true where nobody looks yet.
func (b *beside) begin() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.wanted = true
	if b.looking {
		return false
	}
	b.looking = true
	return true
}

// goesOn is false, once, when no look is wanted any more.
func (b *beside) goesOn() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.looking = b.wanted
	b.wanted = false
	return b.looking
}

// rest waits for d, or until ctx ends.
func rest(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

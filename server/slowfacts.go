package server

import (
	"context"
	"sync"
	"time"
)

// slowFacts computes the facts of a Status that are too slow to wait for. A Status
// contains what is known so far; when more becomes known, it is published again.
type slowFacts struct {
	mu      sync.Mutex // guards what follows
	looking bool
	wanted  bool // a Status has requested a look since the last one began
}

// restFactor is the length of the pause after a look, as a multiple of the look's
// duration. Even if files keep changing, looking takes at most a tenth of a
// processor.
const restFactor = 9

// look looks at the slow facts in the background; it never blocks.
func (f *slowFacts) look(in background, look func()) {
	if !f.begin() {
		return
	}
	in.Spawn("looking at slow facts", func(ctx context.Context) {
		for f.goesOn() {
			began := time.Now()
			in.Contain("looking at slow facts", look) // a round that panics must not be the last
			rest(ctx, restFactor*time.Since(began))
		}
	})
}

// lookAtSlowFacts looks at the facts of a Status that are too slow to wait for.
func (s *Server) lookAtSlowFacts() {
	now := s.opts.Now()
	s.weeks.look(s.opts.Dir)
	s.uploads.look(s.reader.Read(), now, s.uploadsToCome)
	weeks, _ := s.weeks.get(s.opts.Dir)
	s.words.look(weeks, now, s.thisWeek)
	s.refresh()
}

// forgetData forgets everything that depends on local/ and upload/, so that it is
// read again.
func (s *Server) forgetData() {
	s.weeks.forget()
	s.uploads.forget()
	s.words.forget()
}

// begin requests a look. It reports whether the caller must start the goroutine that
// looks.
func (f *slowFacts) begin() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.wanted = true
	if f.looking {
		return false
	}
	f.looking = true
	return true
}

// goesOn reports whether another look was requested. Once it returns false, the
// goroutine must end.
func (f *slowFacts) goesOn() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.looking = f.wanted
	f.wanted = false
	return f.looking
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

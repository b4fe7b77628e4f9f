package server

import (
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// uploadCache keeps the week of the next upload, which takes a look at all counter
// files to find out. It is worked out beside a Status.
type uploadCache struct {
	mu        sync.Mutex // guards what follows
	of        string     // the mode file and the day that it was worked out for
	known     bool
	next      time.Time // the end of a week; zero for none
	forgotten int       // how often forget was called
}

// forget makes the next get ask for a look.
func (c *uploadCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = false
	c.forgotten++
}

// get gives what is known for that mode and day, and whether it is out of date.
func (c *uploadCache) get(state mode.State, now time.Time) (next time.Time, outdated bool) {
	if state.Mode != mode.On {
		return time.Time{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of != uploadKey(state, now) {
		return time.Time{}, true
	}
	return c.next, !c.known
}

func uploadKey(state mode.State, now time.Time) string {
	return now.UTC().Format(time.DateOnly) + " " + string(state.Raw)
}

// look works it out, where it is not known.
func (c *uploadCache) look(s *Server) {
	state, now := s.reader.Read(), s.opts.Now()
	if _, outdated := c.get(state, now); !outdated {
		return
	}
	c.mu.Lock()
	forgotten := c.forgotten
	c.mu.Unlock()
	next := s.nextUpload(state, now)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.of, c.known, c.next = uploadKey(state, now), c.forgotten == forgotten, next
}

// nextUpload gives the end of the week that Go uploads next, as the preview has it;
// zero for none, or where nothing tells. It may take long.
func (s *Server) nextUpload(mode.State, time.Time) time.Time {
	return time.Time{}
}

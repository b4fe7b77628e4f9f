package test

import (
	"fmt"
	"sync"
	"testing"
)

// seen counts what happened in all scenes. If nothing happened in them, the comparison
// would prove nothing.
type seen struct {
	mu     sync.Mutex // guards counts
	counts map[string]int
}

func newSeen() *seen { return &seen{counts: map[string]int{}} }

// add counts what happened in a round.
func (s *seen) add(r *round) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts["rounds"]++
	for week := range r.posts {
		s.counts[fmt.Sprint("answer ", r.answer(week))]++
	}
	for _, codes := range r.log.reasons {
		for _, code := range codes {
			s.counts[code]++
		}
	}
	if r.held != "" {
		s.counts["fresh token"]++
	}
	if r.log.panicked {
		s.counts["panic"]++
	}
	if r.cached != r.version {
		s.counts["another config cached"]++
	}
}

// check reports what is missing in the scenes that start with firstSeed.
func (s *seen) check(t *testing.T, seed uint64) {
	t.Helper()
	t.Logf("what happened: %v", s.counts)
	if seed != firstSeed || s.counts["rounds"] < rounds*sceneCount {
		return // other scenes, or only some, may lack any of these
	}
	for _, what := range []string{
		"answer 200", "answer 400", "answer 403", "answer 500", "answer 0", "mode-not-on", "too-old", "before-opt-in",
		"no-counters", "fresh token", "panic", "another config cached",
	} {
		if s.counts[what] == 0 {
			t.Errorf("none of the %d scenes has: %s", sceneCount, what)
		}
	}
}

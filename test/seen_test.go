package test

import (
	"fmt"
	"sync"
	"testing"
)

// seen counts what happened in all scenes: a comparison of directories in which
// nothing happens would prove nothing.
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

// check looks for what has to be among the scenes from firstSeed on.
func (s *seen) check(t *testing.T, seed uint64) {
	t.Helper()
	t.Logf("what happened: %v", s.counts)
	if seed != firstSeed || s.counts["rounds"] < rounds*sceneCount {
		return // of other scenes or a part of them, nothing is known
	}
	for _, what := range []string{
		"answer 200", "answer 400", "answer 403", "answer 500", "answer 0", "mode-not-on", "too-old", "before-opt-in",
		"no-counters", "fresh token", "panic", "another config cached",
	} {
		if s.counts[what] == 0 {
			t.Errorf("among %d scenes there is none with: %s", sceneCount, what)
		}
	}
}

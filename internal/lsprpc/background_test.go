package lsprpc

import (
	"context"
	"testing"
)

// TestPanicInTheBackground checks that a panic in spawned work ends only that work,
// and one in a contained round only that round.
func TestPanicInTheBackground(t *testing.T) {
	s := start(t)
	s.initialize(nil)
	rounds, ended := 0, make(chan struct{})
	s.conn.Spawn("work", func(context.Context) { panic("on purpose") })
	s.conn.Spawn("rounds", func(context.Context) {
		defer close(ended)
		for range 3 {
			s.conn.Contain("a round", func() {
				rounds++
				panic("on purpose")
			})
		}
	})
	<-ended
	if rounds != 3 {
		t.Errorf("%d rounds, want 3", rounds)
	}
	s.alive()
}

// TestBackgroundEnds checks that background work ends with the connection.
func TestBackgroundEnds(t *testing.T) {
	s := start(t)
	s.initialize(nil)
	ended := false
	s.conn.Spawn("work", func(ctx context.Context) {
		<-ctx.Done()
		ended = true
	})
	s.Notify("exit", nil)
	if code := s.exitCode(); code != 1 || !ended {
		t.Errorf("exit code %d; ended: %v", code, ended)
	}
}

package lsprpc

import (
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

func isWaiting(m lsptest.Message) bool { return m.Method == "test/waiting" }

// TestChangesAreSeen checks that every call after a change waits for it, even one
// that would run at once. The waiting call can be cancelled, and so can the change.
func TestChangesAreSeen(t *testing.T) {
	s := start(t)
	s.initialize(nil)
	change := s.Request("test/change", nil)
	s.AwaitMethod("test/waiting", nil)
	next := s.Request("test/change", nil)
	atOnce := s.Request("test/echo", "hello")
	cancelled := s.Request("test/concurrent", nil)
	s.Notify("$/cancelRequest", map[string]any{"id": cancelled})
	wantError(t, s.Response(cancelled), -32800, "cancelled")
	if n := s.Count(isWaiting); n != 1 {
		t.Errorf("%d changes run concurrently", n)
	}
	if n := s.Count(func(m lsptest.Message) bool { return string(m.Result) == `"hello"` }); n != 0 {
		t.Error("answered before the change ended")
	}
	s.Notify("$/cancelRequest", map[string]any{"id": change})
	wantError(t, s.Response(change), -32800, "cancelled")
	s.Notify("test/note", "go")
	if m := s.Response(next); string(m.Result) != `"went"` {
		t.Errorf("the next change: %s, %+v", m.Result, m.Error)
	}
	if m := s.Response(atOnce); string(m.Result) != `"hello"` {
		t.Errorf("after the changes: %s, %+v", m.Result, m.Error)
	}
}

// TestUnchangingCallsRunConcurrently checks that a call that changes nothing delays no other call.
func TestUnchangingCallsRunConcurrently(t *testing.T) {
	s := start(t)
	s.initialize(nil)
	waiting := s.Request("test/wait", nil)
	s.AwaitMethod("test/waiting", nil)
	s.alive()
	s.Result("test/concurrent", nil, new(any))
	s.Notify("test/note", "go")
	if m := s.Response(waiting); m.Error != nil {
		t.Errorf("%+v", m.Error)
	}
}

// TestShutdownWaits checks that shutdown waits for the changes that the client has
// requested, and that their answers arrive. The moment between the end of a change and
// its answer is short, so it tries often.
func TestShutdownWaits(t *testing.T) {
	for range 50 {
		s := start(t)
		s.initialize(nil)
		s.Notify("test/note", "go")
		change := s.Request("test/change", nil)
		shutdown := s.Request("shutdown", nil)
		s.Notify("exit", nil)
		for _, id := range []int{change, shutdown} {
			if m := s.Response(id); m.Error != nil {
				t.Errorf("%+v", m.Error)
			}
		}
		if code := s.exitCode(); code != 0 {
			t.Errorf("exit code %d", code)
		}
	}
}

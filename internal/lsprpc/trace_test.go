package lsprpc

import (
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

func isTrace(m lsptest.Message) bool { return m.Method == "$/logTrace" }

func TestTrace(t *testing.T) {
	s := start(t)
	s.initialize(map[string]any{"trace": "messages"})
	s.alive()
	if p := string(s.AwaitMethod("$/logTrace", nil).Params); !strings.Contains(p, "test/echo took") || strings.Contains(p, "hello") {
		t.Errorf("traced %s", p)
	}
	s.Notify("$/setTrace", map[string]any{"value": "verbose"})
	s.Call("test/plain", map[string]any{"some": "params"})
	if p := string(s.AwaitMethod("$/logTrace", func(p string) bool { return strings.Contains(p, "test/plain") }).Params); !strings.Contains(p, `some`) || !strings.Contains(p, "failed: ") {
		t.Errorf("traced %s", p)
	}
	s.Call("no/such", nil)
	s.Notify("$/setTrace", map[string]any{"value": "off"})
	s.alive()
	if n := s.Count(isTrace); n != 2 {
		t.Errorf("%d traces, want 2", n)
	}
}

// TestTraceIsOff checks that trace is off unless initialize sets it to a known
// string.
func TestTraceIsOff(t *testing.T) {
	for _, value := range []any{nil, "off", 7, "all", []any{"verbose"}} {
		s := start(t)
		s.initialize(map[string]any{"trace": value})
		s.alive()
		if n := s.Count(isTrace); n != 0 {
			t.Errorf("trace %v: %d traces", value, n)
		}
	}
}

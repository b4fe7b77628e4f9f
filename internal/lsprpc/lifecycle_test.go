package lsprpc

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

func TestGating(t *testing.T) {
	s := start(t)
	wantError(t, s.Call("test/echo", nil), -32002, "initialize first")
	wantError(t, s.Call("shutdown", nil), -32002, "not initialized")
	s.Notify("initialized", map[string]any{}) // dropped
	s.initialize(nil)
	wantError(t, s.Call("initialize", map[string]any{"capabilities": map[string]any{}}), -32600, "already initialized")
	wantError(t, s.Call("no/such", nil), -32601, "no such method")
	if m := s.Call("shutdown", nil); m.Error != nil || string(m.Result) != "null" {
		t.Errorf("shutdown: %+v", m)
	}
	wantError(t, s.Call("test/echo", nil), -32600, "shut down")
	s.Notify("exit", nil)
	if code := s.exitCode(); code != 0 {
		t.Errorf("exit code %d after shutdown, want 0", code)
	}
}

func TestExitCodes(t *testing.T) {
	for name, end := range map[string]func(*session){
		"exit before initialize": func(s *session) { s.Notify("exit", nil) },
		"exit without shutdown":  func(s *session) { s.initialize(nil); s.Notify("exit", nil) },
		"input closed":           func(s *session) { s.initialize(nil); s.CloseInput() },
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t)
			end(s)
			if code := s.exitCode(); code != 1 {
				t.Errorf("exit code %d, want 1", code)
			}
		})
	}
	s := start(t)
	s.initialize(nil)
	s.Call("shutdown", nil)
	s.CloseInput()
	if code := s.exitCode(); code != 0 {
		t.Errorf("input closed after shutdown: exit code %d, want 0", code)
	}
}

func TestPanicIsAnAnswer(t *testing.T) {
	s := start(t)
	s.initialize(nil)
	for range 3 {
		wantError(t, s.Call("test/panic", nil), -32603, "internal error")
	}
	wantError(t, s.Call("test/plain", nil), -32603, "plain")
	wantError(t, s.Call("test/prepares/panic", nil), -32603, "internal error")
	wantError(t, s.Call("test/params", nil), -32602, "decoding the params")
	wantError(t, s.Call("test/failed", nil), -32803, "it broke")
}

func TestCancellation(t *testing.T) {
	s := start(t)
	s.initialize(nil)
	id := s.Request("test/wait", map[string]any{})
	s.AwaitMethod("test/waiting", nil)
	s.Notify("$/cancelRequest", map[string]any{"id": id})
	wantError(t, s.Response(id), -32800, "cancelled")

	s.Send(map[string]any{"jsonrpc": "2.0", "id": "a name", "method": "test/wait"})
	s.AwaitCount("the second wait", 2, func(m lsptest.Message) bool { return m.Method == "test/waiting" })
	s.Notify("$/cancelRequest", map[string]any{"id": "a name"})
	wantError(t, s.Await("the answer", func(m lsptest.Message) bool { return string(m.ID) == `"a name"` }), -32800, "cancelled")
}

// TestNotificationsKeepTheirOrder sends as many notifications as once arrived out of
// order.
func TestNotificationsKeepTheirOrder(t *testing.T) {
	s := start(t)
	s.initialize(nil)
	var want []string
	for i := range 5000 {
		want = append(want, strconv.Itoa(i))
		s.Notify("test/note", i)
	}
	var got []string
	s.Result("test/notes", nil, &got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("notifications arrived out of order (-want +got)\n%s", d)
	}
}

// TestDeafEditor checks that an editor that no longer reads counts as gone, even
// while a call waits for its answer.
func TestDeafEditor(t *testing.T) {
	s := start(t)
	s.Answer("test/ask", func(json.RawMessage) (any, *lsptest.Error) { select {} })
	s.initialize(nil)
	call := s.conn.Call(t.Context(), "test/ask", nil)
	s.AwaitMethod("test/ask", nil)
	s.deafen()
	s.Request("test/echo", nil)
	if code := s.exitCode(); code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	if err := call.Await(t.Context(), nil); err == nil {
		t.Error("the open call got an answer")
	}
}

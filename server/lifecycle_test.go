package server

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

// Two test methods return the text of a document: as it is when they run, and as it
// was when the request arrived.
func init() {
	calls["test/text"] = call(func(s *Server, _ context.Context, p *positionParams) (any, error) {
		return s.docs.get(p.TextDocument.URI).text, nil
	})
	calls["test/textBefore"] = onDocument(func(s *Server, _ context.Context, doc *document, p *positionParams) (any, error) {
		for s.docs.get(p.TextDocument.URI) == doc {
			runtime.Gosched() // until a later message changes it
		}
		return doc.text, nil
	})
}

func wantError(t *testing.T, m lsptest.Message, code int, part string) {
	t.Helper()
	if m.Error == nil || m.Error.Code != code || !strings.Contains(m.Error.Message, part) {
		t.Errorf("got result %s, error %+v; want error %d with %q", m.Result, m.Error, code, part)
	}
}

// TestMalformedNotifications checks that malformed notifications are ignored.
func TestMalformedNotifications(t *testing.T) {
	for name, raw := range map[string]string{
		"initialized with an array":  frame.Of(`{"jsonrpc":"2.0","method":"initialized","params":[]}`),
		"initialized without params": frame.Of(`{"jsonrpc":"2.0","method":"initialized"}`),
		"didOpen without params":     frame.Of(`{"jsonrpc":"2.0","method":"textDocument/didOpen"}`),
		"didChange of nothing":       frame.Of(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x","version":1},"contentChanges":[{"text":"a"}]}}`),
		"didChange with bad changes": frame.Of(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x"},"contentChanges":7}}`),
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t)
			s.initialize(nil, nil)
			s.SendRaw(raw)
			var status struct{ Mode string }
			s.Execute("telemetry-ls.status", nil, &status)
			if status.Mode != "local" {
				t.Errorf("mode %q", status.Mode)
			}
			wantError(t, s.Call("textDocument/hover", []int{1}), -32602, "params")
		})
	}
}

// TestChangesKeepTheirOrder sends as many changes as once arrived out of order.
func TestChangesKeepTheirOrder(t *testing.T) {
	s := start(t)
	s.initialize(nil, nil)
	uri := "file:///order.go"
	s.Notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "languageId": "go", "version": 0, "text": ""}})
	var want strings.Builder
	for i := range 5000 {
		text := fmt.Sprintf("%d,", i)
		want.WriteString(text)
		end := map[string]any{"line": 0, "character": 1 << 20}
		s.Notify("textDocument/didChange", map[string]any{
			"textDocument":   map[string]any{"uri": uri, "version": i + 1},
			"contentChanges": []any{map[string]any{"range": map[string]any{"start": end, "end": end}, "text": text}},
		})
	}
	var got string
	s.Result("test/text", map[string]any{"textDocument": map[string]any{"uri": uri}, "position": map[string]any{"line": 0, "character": 0}}, &got)
	if got != want.String() {
		t.Error("the changes were applied out of order")
	}
}

// TestCallsSeeTheirDocument checks that a call uses the document as it was when the
// call arrived, whatever messages follow.
func TestCallsSeeTheirDocument(t *testing.T) {
	s := start(t)
	s.initialize(nil, map[string]any{"prompt": "never"})
	uri := s.openDocument("a.go", "go", "before")
	position := map[string]any{"textDocument": map[string]any{"uri": uri}, "position": map[string]any{"line": 0, "character": 0}}
	id := s.Request("test/textBefore", position)
	s.Notify("textDocument/didChange", map[string]any{
		"textDocument": map[string]any{"uri": uri, "version": 2}, "contentChanges": []any{map[string]any{"text": "after"}},
	})
	if m := s.Response(id); string(m.Result) != `"before"` {
		t.Errorf("got %s, want the text from before the change", m.Result)
	}
	id = s.Request("test/textBefore", position)
	s.Notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": uri}})
	if m := s.Response(id); string(m.Result) != `"after"` {
		t.Errorf("got %s, want the text from before the document was closed", m.Result)
	}
	wantError(t, s.Call("textDocument/hover", map[string]any{}), -32602, "textDocument.uri is missing")
}

// TestParentGone checks that the server ends when the editor's process does.
func TestParentGone(t *testing.T) {
	parent := exec.Command("sleep", "600")
	if err := parent.Start(); err != nil {
		t.Skipf("starting a process to watch: %v", err)
	}
	s := start(t)
	var result any
	s.Result("initialize", map[string]any{"processId": parent.Process.Pid, "capabilities": map[string]any{}}, &result)
	s.Notify("initialized", map[string]any{})
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait()
	if code := s.exitCode(); code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
}

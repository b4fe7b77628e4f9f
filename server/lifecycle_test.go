package server

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
	"go.lsp.dev/jsonrpc2"
)

// Methods of the tests' own: one that panics, one that waits to be cancelled, one
// that gives an error without a code, and a notification that fails.
func init() {
	calls["test/panic"] = call(func(*Server, context.Context, *struct{}) (any, error) { panic("on purpose") })
	calls["test/wait"] = call(func(s *Server, ctx context.Context, _ *struct{}) (any, error) {
		s.notify("test/waiting", jsonrpc2.RawMessage("{}"))
		<-ctx.Done()
		return nil, ctx.Err()
	})
	calls["test/plain"] = call(func(*Server, context.Context, *struct{}) (any, error) { return nil, fmt.Errorf("plain") })
	calls["test/text"] = call(func(s *Server, _ context.Context, p *positionParams) (any, error) {
		return s.docs.get(p.TextDocument.URI).text, nil
	})
	calls["test/textBefore"] = onDocument(func(s *Server, _ context.Context, doc *document, p *positionParams) (any, error) {
		for s.docs.get(p.TextDocument.URI) == doc {
			runtime.Gosched() // until a later message changes it
		}
		return doc.text, nil
	})
	notifications["test/panics"] = notification(func(*Server, context.Context, *struct{}) error { panic("on purpose") })
	notifications["test/fails"] = notification(func(*Server, context.Context, *struct{}) error { return fmt.Errorf("plain") })
}

func wantError(t *testing.T, m lsptest.Message, code int, part string) {
	t.Helper()
	if m.Error == nil || m.Error.Code != code || !strings.Contains(m.Error.Message, part) {
		t.Errorf("got result %s, error %+v; want error %d with %q", m.Result, m.Error, code, part)
	}
}

func TestGating(t *testing.T) {
	s := start(t)
	wantError(t, s.Call("workspace/executeCommand", map[string]any{"command": "telemetry-ls.status"}), -32002, "initialize first")
	wantError(t, s.Call("shutdown", nil), -32002, "not initialized")
	s.Notify("initialized", map[string]any{}) // dropped
	s.initialize(nil, nil)
	wantError(t, s.Call("initialize", map[string]any{"capabilities": map[string]any{}}), -32600, "already initialized")
	wantError(t, s.Call("no/such", nil), -32601, "no such method")
	if m := s.Call("shutdown", nil); m.Error != nil || string(m.Result) != "null" {
		t.Errorf("shutdown: %+v", m)
	}
	wantError(t, s.Call("workspace/executeCommand", map[string]any{"command": "telemetry-ls.status"}), -32600, "shut down")
	s.Notify("exit", nil)
	if code := s.exitCode(); code != 0 {
		t.Errorf("exit code %d after shutdown, want 0", code)
	}
}

func TestExitCodes(t *testing.T) {
	for name, end := range map[string]func(*session){
		"exit before initialize": func(s *session) { s.Notify("exit", nil) },
		"exit without shutdown":  func(s *session) { s.initialize(nil, nil); s.Notify("exit", nil) },
		"input closed":           func(s *session) { s.initialize(nil, nil); s.CloseInput() },
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
	s.initialize(nil, nil)
	s.Call("shutdown", nil)
	s.CloseInput()
	if code := s.exitCode(); code != 0 {
		t.Errorf("input closed after shutdown: exit code %d, want 0", code)
	}
}

// TestNothingEndsTheConnection sends what is known to take down servers, and then
// expects an answer.
func TestNothingEndsTheConnection(t *testing.T) {
	for name, raw := range map[string]string{
		"initialized with a list":     frame.Of(`{"jsonrpc":"2.0","method":"initialized","params":[]}`),
		"initialized without params":  frame.Of(`{"jsonrpc":"2.0","method":"initialized"}`),
		"unknown $/ notification":     frame.Of(`{"jsonrpc":"2.0","method":"$/foo","params":{}}`),
		"unknown notification":        frame.Of(`{"jsonrpc":"2.0","method":"foo"}`),
		"cancel null":                 frame.Of(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":null}}`),
		"cancel beyond 31 bits":       frame.Of(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2147483648}}`),
		"cancel beyond 64 bits":       frame.Of(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":92233720368547758080}}`),
		"cancel a list":               frame.Of(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":[1]}}`),
		"cancel without params":       frame.Of(`{"jsonrpc":"2.0","method":"$/cancelRequest"}`),
		"notification that fails":     frame.Of(`{"jsonrpc":"2.0","method":"test/fails"}`),
		"notification that panics":    frame.Of(`{"jsonrpc":"2.0","method":"test/panics"}`),
		"didOpen without params":      frame.Of(`{"jsonrpc":"2.0","method":"textDocument/didOpen"}`),
		"didChange of nothing":        frame.Of(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x","version":1},"contentChanges":[{"text":"a"}]}}`),
		"didChange with bad changes":  frame.Of(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x"},"contentChanges":7}}`),
		"setTrace with a number":      frame.Of(`{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":7}}`),
		"a response to nothing":       frame.Of(`{"jsonrpc":"2.0","id":77,"result":null}`),
		"an error response":           frame.Of(`{"jsonrpc":"2.0","id":78,"error":{"code":-1,"message":"x"}}`),
		"no JSON":                     frame.Of(`hello`),
		"half JSON":                   frame.Of(`{"jsonrpc":"2.0","id":1,`),
		"not UTF-8":                   frame.Of("{\"jsonrpc\":\"2.0\",\"method\":\"\xff\"}"),
		"a batch":                     frame.Of(`[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]`),
		"no method":                   frame.Of(`{"jsonrpc":"2.0","id":9}`),
		"an id that is a list":        frame.Of(`{"jsonrpc":"2.0","id":[1],"method":"shutdown"}`),
		"length zero":                 "Content-Length: 0\r\n\r\n",
		"negative length":             "Content-Length: -5\r\n\r\n",
		"a length that is no number":  "Content-Length: many\r\n\r\n",
		"an absurd length":            "Content-Length: 99999999999999999999\r\n\r\n",
		"no length":                   "Content-Type: x\r\n\r\n",
		"lines without a colon":       "hello\nworld\n\n",
		"an endless header line":      strings.Repeat("x", 1<<20) + "\r\n",
		"a length that is too short":  "Content-Length: 40\r\n\r\n" + `{"jsonrpc":"2.0","method":"foo","params":{}}`,
		"a body without a header":     `{"jsonrpc":"2.0","method":"foo"}`,
		"an absurd length and a body": "Content-Length: 9999999999999\r\n\r\n" + `{"jsonrpc":"2.0","method":"foo"}`,
		"no number and a body":        "Content-Length: many\r\n\r\n" + `{"jsonrpc":"2.0","method":"foo"}`,
		"bare line feeds":             strings.ReplaceAll(frame.Of(`{"jsonrpc":"2.0","method":"x"}`), "\r", ""),
		"a body beyond what is held":  fmt.Sprintf("Content-Length: %d\r\n\r\n%s", maxBody+1, strings.Repeat(" ", maxBody+1)),
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
		})
	}
}

func TestRefusedFramesAreAnswered(t *testing.T) {
	for _, test := range []struct {
		raw  string
		code int
		part string
	}{
		{"Content-Length: 5\r\n\r\nhello", -32700, "reading a message"},
		{"Content-Length: 2\r\n\r\n[]", -32600, "no batches"},
		{"Content-Length: 0\r\n\r\n", -32600, "want 1 to"},
		{fmt.Sprintf("Content-Length: %d\r\n\r\n%s", maxBody+1, strings.Repeat(" ", maxBody+1)), -32600, "want 1 to"},
	} {
		s := start(t)
		s.SendRaw(test.raw)
		m := s.Await("an answer without an id", func(m lsptest.Message) bool { return m.Error != nil })
		wantError(t, m, test.code, test.part)
		if len(m.ID) > 0 && string(m.ID) != "null" {
			t.Errorf("id %s, want null", m.ID)
		}
	}
}

func TestPanicIsAnAnswer(t *testing.T) {
	s := start(t)
	s.initialize(nil, nil)
	for range 3 {
		wantError(t, s.Call("test/panic", nil), -32603, "internal error")
	}
	wantError(t, s.Call("test/plain", nil), -32603, "plain")
	wantError(t, s.Call("textDocument/hover", []int{1}), -32602, "params")
}

func TestCancellation(t *testing.T) {
	s := start(t)
	s.initialize(nil, nil)
	id := s.Request("test/wait", map[string]any{})
	s.AwaitMethod("test/waiting", nil)
	s.Notify("$/cancelRequest", map[string]any{"id": id})
	wantError(t, s.Response(id), -32800, "cancelled")

	s.Send(map[string]any{"jsonrpc": "2.0", "id": "a name", "method": "test/wait"})
	s.AwaitCount("the second wait", 2, func(m lsptest.Message) bool { return m.Method == "test/waiting" })
	s.Notify("$/cancelRequest", map[string]any{"id": "a name"})
	wantError(t, s.Await("the answer", func(m lsptest.Message) bool { return string(m.ID) == `"a name"` }), -32800, "cancelled")
}

// TestNotificationsKeepTheirOrder sends as many changes as once came reversed.
func TestNotificationsKeepTheirOrder(t *testing.T) {
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
		t.Error("the changes were applied in another order than they came")
	}
}

// TestCallsSeeTheirDocument: what a call asks about is the document as it was when
// the call came, whatever comes after it.
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

// TestDeafEditor: an editor that hears nothing any more is gone, even while it owes
// an answer.
func TestDeafEditor(t *testing.T) {
	s := start(t)
	s.initialize(nil, atOnce)
	s.AwaitMethod("window/showMessageRequest", nil)
	s.deafen()
	s.Request("workspace/executeCommand", executeParamsOf("telemetry-ls.status", nil))
	if code := s.exitCode(); code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
}

// TestParentUnknown: 0 and below are no processes.
func TestParentUnknown(t *testing.T) {
	for _, pid := range []int{0, -1} {
		s := start(t)
		var result any
		s.Result("initialize", map[string]any{"processId": pid, "capabilities": map[string]any{}}, &result)
		s.Notify("initialized", map[string]any{})
		var st wireStatus
		s.Execute("telemetry-ls.status", nil, &st)
		s.Call("shutdown", nil)
		s.Notify("exit", nil)
		if code := s.exitCode(); code != 0 {
			t.Errorf("processId %d: exit code %d, want 0", pid, code)
		}
	}
}

// TestParentGone: the server ends when the editor's process does.
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

// TestParentAlive: the watch of a process that runs ends with the server, and does
// not take that for the end of the process.
func TestParentAlive(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	in, out := io.Pipe()
	s := newServer(ctx, in, out, Options{Log: slog.New(slog.DiscardHandler)})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.watchParent(ctx, os.Getpid())
	}()
	for range 100 {
		runtime.Gosched() // so that it mostly waits already
	}
	cancel()
	<-ended
	select {
	case <-s.life.exit:
		t.Error("a process that runs is taken for gone")
	default:
	}
}

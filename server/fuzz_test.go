package server

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"strings"
	"testing"

	"go.lsp.dev/jsonrpc2"

	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/prompt"
)

// nowhere swallows what is written.
type nowhere struct{ io.Writer }

func (nowhere) Close() error { return nil }

// FuzzFrames reads frames from any bytes: it must end, and never hold more than
// the bounds allow.
func FuzzFrames(f *testing.F) {
	f.Add([]byte("Content-Length: 2\r\n\r\n{}"))
	f.Add([]byte("Content-Length: 40\r\n\r\n" + `{"jsonrpc":"2.0","id":1,"method":"exit"}`))
	f.Add([]byte("Content-Length: 9999999999999\r\n\r\n"))
	f.Add([]byte("content-length:3\n\n[]\n"))
	f.Add([]byte("\r\n\r\n\r\nx: y\r\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		s := newStream(io.NopCloser(strings.NewReader(string(raw))), nowhere{io.Discard}, slog.New(slog.DiscardHandler))
		for {
			_, n, err := s.Read(t.Context())
			if n > maxBody {
				t.Errorf("a message of %d bytes", n)
			}
			if err != nil {
				break
			}
		}
	})
}

// FuzzParams gives any params to the handler of each method.
func FuzzParams(f *testing.F) {
	for method := range calls {
		f.Add(method, `{}`)
		f.Add(method, `{"textDocument":{"uri":"file:///w/go.mod"},"position":{"line":0,"character":99},"context":{"only":["source"]}}`)
	}
	for method := range notifications {
		f.Add(method, `{"textDocument":{"uri":"file:///w/go.mod","version":1,"languageId":"go","text":"x"},"contentChanges":[{"range":{"start":{"line":9,"character":9},"end":{"line":0,"character":0}},"text":"y"}]}`)
	}
	f.Add("workspace/executeCommand", `{"command":"telemetry-ls.setMode","arguments":[{"mode":"on"}]}`)
	f.Add("workspace/executeCommand", `{"command":"telemetry-ls.open","arguments":[{"document":"explanation"}]}`)
	f.Fuzz(func(t *testing.T, name, params string) {
		if strings.HasPrefix(name, "test/") || !json.Valid([]byte(params)) {
			return // the framing lets nothing else through
		}
		m, ok := calls[name]
		if !ok {
			if m, ok = notifications[name]; !ok {
				return
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		s := newServer(ctx, io.NopCloser(strings.NewReader("")), nowhere{io.Discard}, Options{
			Dir: mode.Dir(t.TempDir()), CacheDir: t.TempDir(), Env: func(string) string { return "" }, Now: today.Local,
			Prompt: prompt.Env{ConfigDir: t.TempDir()}, Log: slog.New(slog.DiscardHandler),
		})
		s.conn.Go(ctx, s.handle)
		defer s.background.Wait()
		defer cancel()
		if w, err := m.prepare(s, jsonrpc2.RawMessage(params)); err == nil {
			_, _ = w.run(ctx)
		}
	})
}

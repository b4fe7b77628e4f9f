package server

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/lsprpc"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/prompt"
)

// nowhere discards everything written to it.
type nowhere struct{ io.Writer }

func (nowhere) Close() error { return nil }

// FuzzParams passes arbitrary params to the handler of each method.
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
			return // the framing rejects anything else
		}
		prepare, ok := calls[name]
		if !ok {
			if prepare, ok = notifications[name]; !ok {
				return
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		conn := lsprpc.NewConn(ctx, io.NopCloser(strings.NewReader("")), nowhere{io.Discard}, lsprpc.Options{Log: slog.New(slog.DiscardHandler)})
		s := newServer(conn, Options{
			Dir: mode.Dir(t.TempDir()), CacheDir: t.TempDir(), Env: func(string) string { return "" }, Now: today.Local,
			Prompt: prompt.Env{ConfigDir: t.TempDir()}, Log: slog.New(slog.DiscardHandler),
		})
		defer conn.Close()
		defer cancel()
		if w, err := prepare(s, jsontext.Value(params)); err == nil {
			_, _ = w.Run(ctx)
		}
	})
}

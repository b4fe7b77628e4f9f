package server

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/prompt"
)

// BenchmarkStatus requests the status over pipes, one request at a time.
func BenchmarkStatus(b *testing.B) {
	ask := initialized(b)
	for b.Loop() {
		ask(`{"jsonrpc":"2.0","id":2,"method":"workspace/executeCommand","params":{"command":"telemetry-ls.status"}}`)
	}
}

// BenchmarkKeystroke types in a script of 10,000 lines and waits for its diagnostics.
func BenchmarkKeystroke(b *testing.B) {
	const line = `if [[ -n \"${name}\" ]]; then echo \"building $(date)\" >&2; fi\n`
	for name, character := range map[string]int{"script": 40, "half typed": 0} {
		b.Run(name, func(b *testing.B) {
			ask := initialized(b)
			ask(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///w/a.sh","languageId":"shellscript","version":1,"text":"` +
				strings.Repeat(line, 10_000) + `export GOTELEMETRY=off\n"}}}`)
			at := fmt.Sprintf(`{"line":5000,"character":%d}`, character)
			for b.Loop() {
				ask(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///w/a.sh","version":2},` +
					`"contentChanges":[{"range":{"start":` + at + `,"end":` + at + `},"text":"x"}]}}`)
			}
		})
	}
}

// initialized starts a server. ask sends it a message and waits for one from it.
func initialized(b *testing.B) (ask func(body string)) {
	config := b.TempDir()
	dir := mode.Dir(filepath.Join(config, "go", "telemetry"))
	if err := os.MkdirAll(dir.LocalDir(), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(dir.ModeFile(), []byte("local 2026-01-01"), 0o644); err != nil {
		b.Fatal(err)
	}
	serverIn, in, err := os.Pipe()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = in.Close() })
	out, serverOut, err := os.Pipe()
	if err != nil {
		b.Fatal(err)
	}
	go Serve(context.Background(), serverIn, serverOut, Options{
		Dir: dir, ConfigDir: config, Env: func(string) string { return "" }, Now: today.Local,
		Prompt: prompt.Env{ConfigDir: config}, Log: slog.New(slog.DiscardHandler),
	})
	buf := make([]byte, 64<<10)
	ask = func(body string) {
		if _, err := io.WriteString(in, frame.Of(body)); err != nil {
			b.Fatal(err)
		}
		if _, err := out.Read(buf); err != nil && err != io.EOF {
			b.Fatal(err)
		}
	}
	ask(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`)
	return ask
}

package server

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/prompt"
)

// BenchmarkStatus requests the status over pipes, one request at a time.
func BenchmarkStatus(b *testing.B) {
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
	out, serverOut, err := os.Pipe()
	if err != nil {
		b.Fatal(err)
	}
	go Serve(context.Background(), serverIn, serverOut, Options{
		Dir: dir, ConfigDir: config, Env: func(string) string { return "" }, Now: today.Local,
		Prompt: prompt.Env{ConfigDir: config}, Log: slog.New(slog.DiscardHandler),
	})
	buf := make([]byte, 64<<10)
	ask := func(body string) {
		if _, err := io.WriteString(in, frame.Of(body)); err != nil {
			b.Fatal(err)
		}
		if _, err := out.Read(buf); err != nil && err != io.EOF {
			b.Fatal(err)
		}
	}
	ask(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`)
	for b.Loop() {
		ask(`{"jsonrpc":"2.0","id":2,"method":"workspace/executeCommand","params":{"command":"telemetry-ls.status"}}`)
	}
	_ = in.Close()
}

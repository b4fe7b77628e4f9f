package test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// startWithoutGo runs a server that finds no go command in PATH or in /usr/local/go.
func (h *home) startWithoutGo(log string) *lsptest.Editor {
	h.t.Helper()
	const path = "PATH=/usr/bin:/bin"
	for _, place := range []string{"/usr/bin/go", "/bin/go", "/usr/local/bin/go", "/usr/lib/go/bin/go", "/usr/lib/golang/bin/go", "/snap/bin/go"} {
		if _, err := os.Stat(place); err == nil {
			h.t.Skip("Go is in " + place)
		}
	}
	cmd := exec.Command("sh", "-c", `rm -rf /usr/local/go/bin; exec "$0" "$@"`, serverPath, "serve", "--log", log)
	if _, err := os.Stat("/usr/local/go"); err == nil {
		cmd = h.inOwn("/usr/local/go", cmd)
	}
	return h.startCommand(cmd, path)
}

// TestPromptNeedsGo checks that no question appears on a machine without Go, and that an editor
// without Go in PATH shows it.
func TestPromptNeedsGo(t *testing.T) {
	atOnce := map[string]any{"promptDelay": 0}
	asks := func(e *lsptest.Editor) {
		e.AwaitMethod("window/showMessageRequest", func(p string) bool { return strings.Contains(p, "Go counts how you use its tools") })
	}
	t.Run("nowhere", func(t *testing.T) {
		h := newHome(t)
		log := filepath.Join(h.path, "log")
		e := h.startWithoutGo(log)
		initialize(e, h.path, atOnce)
		h.awaitLog(e, log, "reason=no-go")
		if n := e.Count(func(m lsptest.Message) bool { return strings.HasPrefix(m.Method, "window/show") }); n != 0 {
			t.Errorf("%d questions or messages", n)
		}
		if _, err := os.Stat(h.telemetryDir()); !os.IsNotExist(err) {
			t.Errorf("the telemetry directory: %v, want none", err)
		}
	})
	for name, file := range map[string]string{"in ~/sdk": "sdk/go1.26.8/bin/go", "behind a shim": ".asdf/shims/go"} {
		t.Run(name, func(t *testing.T) {
			h := newHome(t)
			program := filepath.Join(h.path, file)
			h.write(program, "#!/bin/sh\n")
			if err := os.Chmod(program, 0o755); err != nil {
				t.Fatal(err)
			}
			e := h.startWithoutGo(filepath.Join(h.path, "log"))
			initialize(e, h.path, atOnce)
			asks(e)
		})
	}
	t.Run("removed", func(t *testing.T) {
		h := newHome(t)
		h.write(filepath.Join(h.telemetryDir(), "local", "weekends"), "0")
		e := h.startWithoutGo(filepath.Join(h.path, "log"))
		initialize(e, h.path, atOnce)
		asks(e)
	})
	t.Run("in /usr/local/go only", func(t *testing.T) {
		if _, err := os.Stat("/usr/local/go/bin/go"); err != nil {
			t.Skip(err)
		}
		h := newHome(t)
		e := h.start(serverPath, "PATH=/nowhere")
		initialize(e, h.path, atOnce)
		asks(e)
	})
}

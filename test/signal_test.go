package test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// TestSignals checks that the server removes its pages after a signal to end, or when its
// terminal closes.
func TestSignals(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		h := newHome(t)
		cmd := exec.Command(serverPath, "serve")
		e := h.startCommand(cmd)
		shown := make(chan string, 1)
		e.Answer("window/showDocument", func(params json.RawMessage) (any, *lsptest.Error) {
			var p struct{ URI string }
			_ = json.Unmarshal(params, &p)
			shown <- p.URI
			return map[string]any{"success": true}, nil
		})
		var result any
		e.Result("initialize", map[string]any{
			"processId": nil, "rootUri": nil, "initializationOptions": map[string]any{"prompt": "never"},
			"capabilities": map[string]any{"window": map[string]any{"showDocument": map[string]any{"support": true}}},
		}, &result)
		e.Notify("initialized", map[string]any{})
		e.Execute("telemetry-ls.open", map[string]any{"document": "explanation"}, &result)
		path := strings.TrimPrefix(<-shown, "file://")
		if _, err := os.Stat(path); err != nil {
			t.Fatalf("%v: the page is missing: %v", signal, err)
		}
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		e.AwaitEnd()
		_ = cmd.Wait()
		if _, err := os.Stat(filepath.Dir(path)); !os.IsNotExist(err) {
			t.Errorf("%v: the directory of pages is still there: %v", signal, err)
		}
	}
}

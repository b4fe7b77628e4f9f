package test

import (
	"io"
	"os/exec"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

// TestClosedOutput checks that the server ends by itself with exit code 1 if the editor
// closes its output. A signal would end it before it could clean up.
func TestClosedOutput(t *testing.T) {
	h := newHome(t)
	cmd := exec.Command(serverPath)
	cmd.Env = goEnv(h.path)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	body := `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`
	if _, err := io.WriteString(in, frame.Of(body)); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 1 {
		t.Errorf("the server ended with %v, want exit code 1", cmd.ProcessState)
	}
}

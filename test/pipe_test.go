package test

import (
	"io"
	"os/exec"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

// TestClosedOutput: an editor that no longer reads ends the server, and no signal
// does: what has to be tidied up is.
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
		t.Errorf("ended with %v, want exit code 1", cmd.ProcessState)
	}
}

package test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// TestWithoutFileHandles checks that a server without file handles keeps showing the last
// known mode, names the problem, and doesn't switch the mode.
func TestWithoutFileHandles(t *testing.T) {
	h := newHome(t)
	h.write(h.telemetryDir()+"/mode", "off 2026-01-01")
	cmd := exec.Command(serverPath, "serve")
	e := h.startCommand(cmd)
	var result any
	e.Result("initialize", map[string]any{"capabilities": map[string]any{"experimental": map[string]any{"goTelemetryStatus": true}}}, &result)
	e.Notify("initialized", map[string]any{})
	status := func(problem bool) {
		t.Helper()
		e.AwaitMethod("goTelemetry/status", func(params string) bool {
			return strings.Contains(params, `"mode":"off"`) && strings.Contains(params, `"unreadable"`) == problem
		})
	}
	status(false)
	limit(t, cmd.Process.Pid, 0)
	h.write(h.telemetryDir()+"/mode", "on 2026-01-02")
	status(true)
	var got struct {
		Mode     string
		Chosen   bool
		Problems []struct{ Code, Message, Hint string }
	}
	e.Execute("telemetry-ls.status", nil, &got)
	if got.Mode != "off" || !got.Chosen || len(got.Problems) != 1 || got.Problems[0].Code != "unreadable" ||
		!strings.Contains(got.Problems[0].Message, "too many open files") {
		t.Errorf("got %+v", got)
	}
	if err := e.ExecuteError("telemetry-ls.setMode", map[string]any{"mode": "local"}); err.Code != -32803 || !strings.Contains(err.Message, "too many open files") {
		t.Errorf("the switch failed with %+v", err)
	}
	if err := e.ExecuteError("telemetry-ls.running", nil); err.Code != -32803 || !strings.Contains(err.Message, "too many open files") {
		t.Errorf("the search for running programs failed with %+v", err)
	}
	wantUnknownPrograms(t, e)
	limit(t, cmd.Process.Pid, 1024)
	e.AwaitMethod("goTelemetry/status", func(params string) bool { return strings.Contains(params, `"mode":"on"`) })
	if n := e.Count(func(m lsptest.Message) bool { return strings.Contains(string(m.Params), `"mode":"local"`) }); n > 0 {
		t.Errorf("%d messages say that the mode is local", n)
	}
}

// limit sets the largest number of file handles of a process.
func limit(t *testing.T, pid int, handles uint64) {
	t.Helper()
	var old unix.Rlimit
	if err := unix.Prlimit(pid, unix.RLIMIT_NOFILE, nil, &old); err != nil {
		t.Fatal(err)
	}
	if err := unix.Prlimit(pid, unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: handles, Max: old.Max}, nil); err != nil {
		t.Fatal(err)
	}
}

// wantUnknownPrograms checks that the doctor reports a failed search for programs, and
// not that it found none.
func wantUnknownPrograms(t *testing.T, e *lsptest.Editor) {
	t.Helper()
	var doctor struct {
		Checks []struct{ Code, Message string }
	}
	e.Execute("telemetry-ls.doctor", nil, &doctor)
	checked := false
	for _, c := range doctor.Checks {
		if c.Code != "running-programs" {
			continue
		}
		checked = true
		if !strings.Contains(c.Message, "can't tell which running programs count") {
			t.Errorf("the doctor says %q", c.Message)
		}
	}
	if !checked {
		t.Error("the doctor has no check running-programs")
	}
}

// TestCommandsWithoutFileHandles checks that the command line reports an unknown mode,
// fails, and deletes nothing.
func TestCommandsWithoutFileHandles(t *testing.T) {
	h := newHome(t)
	h.write(h.telemetryDir()+"/mode", "off 2026-01-01")
	old := h.telemetryDir() + "/local/local.2020-01-05.json"
	h.write(old, "{}")
	for _, args := range []string{"status --json", "status", "clean --yes --json", "clean --yes", "summary", "summary --json", "preview", "preview --json"} {
		cmd := exec.Command("sh", "-c", "ulimit -n 3; exec \"$0\" "+args, serverPath)
		cmd.Env = goEnv(h.path)
		out, err := cmd.CombinedOutput()
		if cmd.ProcessState.ExitCode() != 1 || !strings.Contains(string(out), "too many open files") {
			t.Errorf("%s: %v, printed %s", args, err, out)
		}
	}
	if _, err := os.Stat(old); err != nil {
		t.Error(err)
	}
}

package test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// TestWithoutFileHandles: a server that runs out of file handles goes on to show
// the mode that it knew, names the problem, and switches nothing.
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
		t.Errorf("a switch: %+v", err)
	}
	if err := e.ExecuteError("telemetry-ls.running", nil); err.Code != -32803 || !strings.Contains(err.Message, "too many open files") {
		t.Errorf("running programs: %+v", err)
	}
	wantUnknownPrograms(t, e)
	limit(t, cmd.Process.Pid, 1024)
	e.AwaitMethod("goTelemetry/status", func(params string) bool { return strings.Contains(params, `"mode":"on"`) })
	if n := e.Count(func(m lsptest.Message) bool { return strings.Contains(string(m.Params), `"mode":"local"`) }); n > 0 {
		t.Errorf("local was told %d times", n)
	}
}

// limit sets how many file handles a process may have.
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

// wantUnknownPrograms: the doctor and the explanation don't take a look that failed
// for one that found nothing.
func wantUnknownPrograms(t *testing.T, e *lsptest.Editor) {
	t.Helper()
	var doctor struct {
		Checks []struct{ Code, Message string }
	}
	e.Execute("telemetry-ls.doctor", nil, &doctor)
	for _, c := range doctor.Checks {
		if c.Code == "running-programs" && !strings.Contains(c.Message, "can't tell which running programs count") {
			t.Errorf("the doctor says %q", c.Message)
		}
	}
}

// TestCommandsWithoutFileHandles: a command line that cannot find out the mode says
// so, fails, and deletes nothing.
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
			t.Errorf("%s: %v, said %s", args, err, out)
		}
	}
	if _, err := os.Stat(old); err != nil {
		t.Error(err)
	}
}

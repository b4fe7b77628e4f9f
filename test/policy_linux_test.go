package test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// withEtc makes a command see the files of a directory in /etc too: the machine's policy
// is nowhere else. Other programs don't see them. The directory must not change while the
// command runs.
func withEtc(t *testing.T, dir string, cmd *exec.Cmd) *exec.Cmd {
	t.Helper()
	script := `mount -t overlay -o "lowerdir=$0:/etc" overlay /etc && exec "$@"`
	wrap := func(args ...string) *exec.Cmd {
		wrapped := exec.Command("sh", append([]string{"-c", script, dir}, args...)...)
		wrapped.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
		return wrapped
	}
	if out, err := wrap("true").CombinedOutput(); err != nil {
		requires.Skip(t, "mount", "nothing can be mounted over /etc: "+err.Error()+" "+string(out))
	}
	wrapped := wrap(cmd.Args...)
	wrapped.Dir, wrapped.Env = cmd.Dir, cmd.Env
	return wrapped
}

// etc returns a directory for withEtc that holds a machine's policy.
func (h *home) etc(policy string) string {
	h.t.Helper()
	dir := filepath.Join(h.path, "etc")
	h.write(filepath.Join(dir, "telemetry-ls", "policy.json"), policy)
	for _, at := range []string{dir, filepath.Join(dir, "telemetry-ls"), filepath.Join(dir, "telemetry-ls", "policy.json")} {
		if err := os.Chmod(at, 0o755); err != nil { // whatever the umask is
			h.t.Fatal(err)
		}
	}
	return dir
}

// outcome runs a command and returns its output and exit code.
func outcome(t *testing.T, cmd *exec.Cmd) (string, int) {
	t.Helper()
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// TestMachinePolicy checks the program as it is released, with the machine's own file.
func TestMachinePolicy(t *testing.T) {
	const reason = "Source code is secret here"
	for _, test := range []struct {
		name, policy string
		change       func(etc string) error
		args         []string
		code         int
		want         string
	}{
		{"conforms", `{"policy": {"mode": "local"}}`, nil, []string{"status", "--check"}, 0, "Go telemetry is local, and this machine's policy (/etc/telemetry-ls/policy.json) wants local\n"},
		{"drifts", `{"policy": {"mode": "off"}}`, nil, []string{"status", "--check"}, 1, "Go telemetry is local, but this machine's policy (/etc/telemetry-ls/policy.json) wants off; run: telemetry-ls set off\n"},
		{"refuses", `{"policy": {"allowed": ["off"], "reason": "` + reason + `"}}`, nil, []string{"set", "on"}, 1, "telemetry-ls: switching to on: this machine's policy allows only off (" + reason + ")\n"},
		{"refuses a first choice", `{"policy": {"allowed": ["off"]}}`, nil, []string{"set", "--if-unchosen", "on"}, 1, "telemetry-ls: switching to on: this machine's policy allows only off\n"},
		{"permits", `{"policy": {"allowed": ["off"]}}`, nil, []string{"set", "off"}, 0, "Go telemetry: never chosen (local) -> off\n"},
		{"has an error", `{"policy": {"mode": "of"}}`, nil, []string{"status", "--check"}, 2, `policy.json: line 1, column 21: key "policy.mode" must be "on", "local" or "off"` + "\n"},
		{"applies only in an editor", `{"policy": {"mode": "off", "apply": true}}`, nil, []string{"status", "--check"}, 1, "wants off; run: telemetry-ls set off\n"},
		{
			"open to everybody", `{"policy": {"mode": "local", "apply": true}}`,
			func(etc string) error { return os.Chmod(filepath.Join(etc, "telemetry-ls", "policy.json"), 0o666) },
			[]string{"status", "--check"},
			2, `/etc/telemetry-ls/policy.json is writable by others, so the key "apply" can't be trusted`,
		},
		{"linked as on NixOS", `{"policy": {"mode": "local", "apply": true}}`, asOnNixOS, []string{"status", "--check"}, 0, "wants local\n"},
		{"linked to another user's store", `{"policy": {"mode": "local", "apply": true}}`, func(etc string) error {
			return errors.Join(asOnNixOS(etc), os.Chown(filepath.Join(filepath.Dir(etc), "store"), unprivileged, -1))
		}, []string{"status", "--check"}, 2, "store isn't owned by root"},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHome(t)
			if os.Getuid() != 0 {
				t.Skip("only root can mount over /etc")
			}
			etc := h.etc(test.policy)
			if test.change != nil {
				if err := test.change(etc); err != nil {
					t.Fatal(err)
				}
			}
			cmd := exec.Command(serverPath, test.args...)
			cmd.Dir, cmd.Env = h.path, goEnv(h.path)
			out, code := outcome(t, withEtc(t, etc, cmd))
			if code != test.code || !strings.Contains(out, test.want) {
				t.Errorf("exit code %d, want %d; output:\n%s\nwant:\n%s", code, test.code, out, test.want)
			}
		})
	}
}

// asOnNixOS puts the file into a store, whose directory is sticky and writable for a
// group, behind the link /etc/static.
func asOnNixOS(etc string) error {
	store := filepath.Join(filepath.Dir(etc), "store")
	return errors.Join(
		os.MkdirAll(filepath.Join(store, "x-etc"), 0o755), os.Chmod(store, 0o775|os.ModeSticky), os.Chmod(filepath.Join(store, "x-etc"), 0o555),
		os.Rename(filepath.Join(etc, "telemetry-ls"), filepath.Join(store, "x-etc", "telemetry-ls")),
		os.Symlink(filepath.Join(store, "x-etc"), filepath.Join(etc, "static")),
		os.Symlink("static/telemetry-ls", filepath.Join(etc, "telemetry-ls")),
	)
}

// TestHostileWorkspace checks that nothing is read outside a workspace that links out of
// itself, and that no policy in it changes the mode.
func TestHostileWorkspace(t *testing.T) {
	strace := requires.Program(t, "strace")
	for name, target := range map[string]string{
		"absolute": "", "relative": "../secret/policy.json", "through a directory": "sub/policy.json", "around": "sub/../../secret/policy.json",
	} {
		t.Run(name, func(t *testing.T) {
			h := newHome(t)
			secret := filepath.Join(h.path, "secret", "policy.json")
			h.write(secret, `{"policy": {"mode": "on"}}`)
			repo := filepath.Join(h.path, "repo")
			if target == "" {
				target = secret
			}
			if err := errors.Join(os.MkdirAll(filepath.Join(repo, ".git"), 0o755), os.Symlink("../secret", filepath.Join(repo, "sub")), os.Symlink(target, filepath.Join(repo, ".telemetry-ls.json"))); err != nil {
				t.Fatal(err)
			}
			for _, args := range [][]string{{"status", "--check"}, {"show", "policy"}, {"check", "."}} {
				log := filepath.Join(h.path, "trace")
				cmd := exec.Command(strace, append([]string{"-f", "-o", log, "-e", "trace=openat,open,openat2,execve", serverPath}, args...)...)
				cmd.Dir, cmd.Env = repo, goEnv(h.path)
				out, code := outcome(t, cmd)
				if args[0] == "status" && (code != 2 || !strings.Contains(out, "a link out of its directory")) {
					t.Errorf("%q: exit code %d\n%s", args, code, out)
				}
				if trace, err := os.ReadFile(log); err != nil || strings.Contains(string(trace), "secret") || !strings.Contains(string(trace), ".telemetry-ls.json") {
					t.Errorf("%q: %v\n%s", args, err, trace)
				}
			}
			if _, err := os.Lstat(h.telemetryDir()); err == nil {
				t.Error("something was written to the telemetry directory")
			}
		})
	}
}

// TestHostileWorkspaceInAnEditor checks that the language server reads, watches and starts
// nothing outside a workspace that links out of itself, and switches nothing.
func TestHostileWorkspaceInAnEditor(t *testing.T) {
	strace := requires.Program(t, "strace")
	h := newHome(t)
	h.write(filepath.Join(h.path, "secret", "policy.json"), `{"policy": {"mode": "on", "apply": true}}`)
	repo := filepath.Join(h.path, "repo")
	if err := errors.Join(os.MkdirAll(repo, 0o755), os.Symlink("../secret/policy.json", filepath.Join(repo, ".telemetry-ls.json"))); err != nil {
		t.Fatal(err)
	}
	trace, log := filepath.Join(h.path, "trace"), filepath.Join(h.path, "log")
	cmd := exec.Command(strace, "-f", "-o", trace, "-e", "trace=file,inotify_add_watch", serverPath, "serve", "--log", log)
	e := h.startCommand(cmd)
	initialize(e, repo, map[string]any{"prompt": "never", "promptDelay": 0})
	e.AwaitMethod("goTelemetry/status", func(params string) bool {
		return strings.Contains(params, "policy-invalid") && strings.Contains(params, `"intent":null`)
	})
	h.awaitLog(e, log, "the prompt ended")
	e.Notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": "file://" + filepath.Join(repo, ".telemetry-ls.json"), "languageId": "json", "version": 1, "text": `{"policy": 1}`,
	}})
	e.AwaitMethod("textDocument/publishDiagnostics", func(params string) bool { return strings.Contains(params, "policy-invalid") })
	e.Call("shutdown", nil)
	e.Notify("exit", nil)
	e.AwaitEnd()
	_ = cmd.Wait() // then strace has written everything
	raw, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	watches := false
	for line := range strings.Lines(string(raw)) {
		// What a link leads to may be read, but not followed.
		if strings.Contains(line, "secret") && !strings.Contains(line, "readlink") {
			t.Errorf("outside the workspace: %s", line)
		}
		watches = watches || strings.Contains(line, "inotify_add_watch") && strings.Contains(line, `"`+repo+`"`)
	}
	if !watches {
		t.Error("the workspace isn't watched")
	}
	if _, err := os.Lstat(h.telemetryDir()); err == nil {
		t.Error("something was written to the telemetry directory")
	}
}

package test

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

const unprivileged = 65534

// userHome returns the home of a user other than root.
func userHome(t *testing.T) *home {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can write in other users' homes")
	}
	h := newHome(t)
	for _, at := range []string{h.path, filepath.Dir(h.path), filepath.Dir(serverPath)} {
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chown(h.path, unprivileged, unprivileged); err != nil {
		t.Fatal(err)
	}
	return h
}

// asks initializes an editor that shows files and answers every question with title.
func asks(e *lsptest.Editor, title string) {
	e.Answer("window/showMessageRequest", func(json.RawMessage) (any, *lsptest.Error) { return map[string]any{"title": title}, nil })
	e.Answer("window/showDocument", func(json.RawMessage) (any, *lsptest.Error) { return map[string]any{"success": true}, nil })
	var result any
	e.Result("initialize", map[string]any{
		"initializationOptions": map[string]any{"promptDelay": 0},
		"capabilities":          map[string]any{"window": map[string]any{"showDocument": map[string]any{"support": true}}},
	}, &result)
	e.Notify("initialized", map[string]any{})
}

// TestRootInAnotherHome checks that root owns no file of an editor session that was
// started with `sudo -E`.
func TestRootInAnotherHome(t *testing.T) {
	h := userHome(t)
	gopls := filepath.Join(h.path, "config", "gopls", "prompt")
	if err := os.MkdirAll(gopls, 0o755); err != nil {
		t.Fatal(err)
	}
	for at := gopls; at != h.path; at = filepath.Dir(at) {
		if err := os.Chown(at, unprivileged, unprivileged); err != nil {
			t.Fatal(err)
		}
	}
	log := filepath.Join(h.path, "server.log")
	e := h.startCommand(exec.Command(serverPath, "serve", "--log", log))
	asks(e, "Off")
	e.AwaitMethod("window/showMessageRequest", nil)
	e.Execute("telemetry-ls.open", map[string]any{"document": "explanation"}, new(any))
	m := e.AwaitMethod("window/showDocument", nil)
	var page struct{ URI string }
	if err := json.Unmarshal(m.Params, &page); err != nil {
		t.Fatal(err)
	}
	wantAllOf(t, unprivileged, filepath.Dir(strings.TrimPrefix(page.URI, "file://")))
	e.Call("shutdown", nil)
	e.Notify("exit", nil)
	e.AwaitEnd()
	wantAllOf(t, unprivileged, h.path)
	for _, path := range []string{"config/telemetry-ls/prompt.json", "cache/telemetry-ls", "server.log"} {
		if _, err := os.Stat(filepath.Join(h.path, path)); err != nil {
			t.Errorf("the session didn't write a file: %v", err)
		}
	}
}

// wantAllOf checks that uid owns dir and everything in it.
func wantAllOf(t *testing.T, uid int, dir string) {
	t.Helper()
	if err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // a temporary file
		}
		info, err := entry.Info()
		if err == nil && int(info.Sys().(*syscall.Stat_t).Uid) != uid {
			t.Errorf("%s belongs to user %d", path, info.Sys().(*syscall.Stat_t).Uid)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// TestLeftByRoot checks that the server warns once if root owns the telemetry-ls
// directory, with the name of the directory and of its owner. After a mode is chosen, it
// doesn't warn. The doctor reports the directory in both cases.
func TestLeftByRoot(t *testing.T) {
	for _, chosen := range []bool{false, true} {
		h := userHome(t)
		dir := filepath.Join(h.path, "config", "telemetry-ls")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(filepath.Dir(dir), unprivileged, unprivileged); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if chosen {
			h.write(h.telemetryDir()+"/mode", "local 2026-01-01")
		}
		cmd := exec.Command(serverPath, "serve")
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: unprivileged, Gid: unprivileged}}
		e := h.startCommand(cmd)
		asks(e, "Off")
		told := func(m lsptest.Message) bool { return m.Method == "window/showMessage" }
		if !chosen {
			m := e.Await("a message", told)
			for _, part := range []string{dir, "owned by root", "chown"} {
				if !strings.Contains(string(m.Params), part) {
					t.Errorf("the message is %s, want %q in it", m.Params, part)
				}
			}
		}
		var doctor struct {
			Checks []struct {
				Code, Message, Hint string
				OK                  bool
			}
		}
		e.Execute("telemetry-ls.doctor", nil, &doctor)
		found := false
		for _, c := range doctor.Checks {
			found = found || c.Code == "own-config-dir" && !c.OK && strings.Contains(c.Message, dir)
		}
		if !found {
			t.Errorf("the doctor says %+v", doctor)
		}
		e.Call("shutdown", nil)
		if n, want := e.Count(told), map[bool]int{false: 1, true: 0}[chosen]; n != want {
			t.Errorf("chosen %t: %d messages, want %d", chosen, n, want)
		}
	}
}

// TestLeftByRootToldOnce checks that the server warns only once. It warns again if the
// directory has another owner, if it was usable in the meantime, or if no note can be
// written.
func TestLeftByRootToldOnce(t *testing.T) {
	h := userHome(t)
	dir := filepath.Join(h.path, "config", "telemetry-ls")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	belongs := func(path string, uid int) {
		t.Helper()
		if err := os.Chown(path, uid, uid); err != nil {
			t.Fatal(err)
		}
	}
	belongs(filepath.Dir(dir), unprivileged)
	cache := filepath.Join(h.path, "cache", "telemetry-ls")
	for _, step := range []struct {
		name    string
		before  func()
		message bool
	}{
		{"the first start", func() {}, true},
		{"the second start", func() {}, false},
		{"another owner", func() { belongs(dir, 1) }, true},
		{"the same again", func() {}, false},
		{"usable", func() { belongs(dir, unprivileged) }, false},
		{"closed again", func() { belongs(dir, 1) }, true},
		{"no note can be written", func() { belongs(cache, 0); belongs(dir, 0) }, true},
		{"still no note", func() {}, true},
	} {
		step.before()
		if told := h.toldAtStart(strings.ReplaceAll(step.name, " ", "-")); told != step.message {
			t.Errorf("%s: warned %t, want %t", step.name, told, step.message)
		}
	}
}

// toldAtStart runs a server as a user other than root until it has decided whether to
// ask, and reports whether it showed a message.
func (h *home) toldAtStart(name string) bool {
	h.t.Helper()
	log := filepath.Join(h.path, name+".log")
	cmd := exec.Command(serverPath, "serve", "--log", log)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: unprivileged, Gid: unprivileged}}
	e := h.startCommand(cmd)
	asks(e, "")
	h.awaitLog(e, log, "the prompt ended")
	e.Call("shutdown", nil)
	return e.Count(func(m lsptest.Message) bool { return m.Method == "window/showMessage" }) > 0
}

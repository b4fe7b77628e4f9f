// Package test tests the server with the real go command and a real gopls, in scratch
// homes. Start reading at harness_test.go.
package test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// serverPath is the server that TestMain builds.
var serverPath string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "telemetry-ls-test-*")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		serverPath = filepath.Join(dir, "telemetry-ls")
		build := exec.Command("go", "build", "-trimpath", "-o", serverPath, "../cmd/telemetry-ls")
		// The flags of a release, so that its packages are not compiled twice. With
		// -mod=readonly, the build can't change go.mod.
		build.Env = append(goEnv(dir), "GOFLAGS=-mod=readonly", "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			panic(string(out))
		}
		return m.Run()
	}())
}

// cacheVars are the variables that let a go command in another home use the modules and
// built packages of this one.
var cacheVars = func() []string {
	out, err := exec.Command("go", "env", "GOMODCACHE", "GOCACHE", "GOPROXY").Output()
	if err != nil {
		panic(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return []string{"GOMODCACHE=" + lines[0], "GOCACHE=" + lines[1], "GOPROXY=" + lines[2]}
}()

// goEnv returns the environment of a go command, a gopls or a server with this home.
func goEnv(home string) []string {
	env := []string{
		"HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "XDG_CACHE_HOME=" + filepath.Join(home, "cache"),
		"PATH=" + os.Getenv("PATH"), "GOTOOLCHAIN=local", "GOFLAGS=-mod=mod", "TMPDIR=" + os.TempDir(),
	}
	return append(env, cacheVars...)
}

// home is the scratch home directory of a user.
type home struct {
	t    *testing.T
	path string
}

func newHome(t *testing.T) *home {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the homes of these tests are for Unix")
	}
	h := &home{t, t.TempDir()}
	t.Cleanup(func() { awaitPrograms(t, h.path) })
	return h
}

func (h *home) telemetryDir() string { return filepath.Join(h.path, "config", "go", "telemetry") }

// run runs a command in this home and returns its output.
func (h *home) run(dir string, name string, args ...string) string {
	h.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, goEnv(h.path)
	out, err := cmd.CombinedOutput()
	if err != nil {
		h.t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// module makes a small module in this home and returns its directory.
func (h *home) module() string {
	h.t.Helper()
	dir := filepath.Join(h.path, "hello")
	h.write(filepath.Join(dir, "go.mod"), "module example.com/hello\n\ngo 1.26\n")
	h.write(filepath.Join(dir, "main.go"), "package main\n\nfunc main() { println(\"hello\") }\n")
	return dir
}

func (h *home) write(path, text string) {
	h.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		h.t.Fatal(err)
	}
}

// start runs a language server in this home; env is added to its environment.
func (h *home) start(path string, env ...string) *lsptest.Editor {
	h.t.Helper()
	return h.startCommand(exec.Command(path, "serve"), env...)
}

// startLogged runs telemetry-ls with a log, for [home.awaitLog].
func (h *home) startLogged(log string, env ...string) *lsptest.Editor {
	h.t.Helper()
	return h.startCommand(exec.Command(serverPath, "serve", "--log", log), env...)
}

// awaitLog waits until the log contains part. It makes a call before each new look.
func (h *home) awaitLog(e *lsptest.Editor, log, part string) {
	h.t.Helper()
	for deadline := time.Now().Add(time.Minute); ; {
		raw, err := os.ReadFile(log)
		if err == nil && strings.Contains(string(raw), part) {
			return
		}
		if time.Now().After(deadline) {
			h.t.Fatalf("no %q in the log:\n%s", part, raw)
		}
		e.Execute("telemetry-ls.status", nil, new(any))
	}
}

func (h *home) startCommand(cmd *exec.Cmd, env ...string) *lsptest.Editor {
	h.t.Helper()
	cmd.Env = append(goEnv(h.path), env...)
	in, err := cmd.StdinPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	e := lsptest.Start(h.t, in, out)
	h.t.Cleanup(func() {
		_ = in.Close()
		e.AwaitEnd()
		_ = cmd.Wait()
	})
	return e
}

// initialize sends initialize and initialized, like an editor.
func initialize(e *lsptest.Editor, dir string, options map[string]any) {
	var result any
	e.Result("initialize", map[string]any{
		"processId": os.Getpid(), "rootUri": "file://" + dir,
		"workspaceFolders": []any{map[string]any{"uri": "file://" + dir, "name": "hello"}},
		"capabilities": map[string]any{
			"experimental": map[string]any{"goTelemetryStatus": true},
			"window":       map[string]any{"workDoneProgress": true, "showMessage": map[string]any{}},
		},
		"initializationOptions": options,
	}, &result)
	e.Notify("initialized", map[string]any{})
}

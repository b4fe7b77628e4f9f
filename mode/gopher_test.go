package mode

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
)

// gopher is a home directory in which real go commands run.
type gopher struct {
	dir Dir
	env []string
}

// newGopher makes a home directory. The counts of the go command stay in it. Its
// upload token is fresh, so the go command uploads nothing and downloads no upload
// config.
func newGopher(t *testing.T) gopher {
	t.Helper()
	home, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(home, "config")
	for _, dir := range []string{config, filepath.Join(home, "Library", "Application Support")} {
		local := Dir(filepath.Join(dir, "go", "telemetry")).LocalDir()
		makeDir(t, local)
		writeFile(t, filepath.Join(local, "upload.token"), "")
	}
	g := gopher{env: append(bareEnv(),
		"HOME="+home, "XDG_CONFIG_HOME="+config, "AppData="+config,
		"GOTOOLCHAIN=local", "GOPROXY=off", "GOFLAGS=",
	)}
	g.dir = Dir(strings.TrimSpace(g.run(t, "env", "GOTELEMETRYDIR")))
	if rel, err := filepath.Rel(home, g.dir.Path()); err != nil || strings.HasPrefix(rel, "..") {
		t.Fatalf("GOTELEMETRYDIR is %s, outside of %s", g.dir, home)
	}
	return g
}

// run runs the go command and returns its output.
func (g gopher) run(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Env = g.env
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, stderr.String())
	}
	return string(out)
}

// library starts a process with golang.org/x/telemetry in this home directory.
func (g gopher) library(t *testing.T) func(libraryOrder) string {
	t.Helper()
	cmd := child(t, "library")
	cmd.Env = append(g.env, reexec.Variables("library")...)
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
	t.Cleanup(func() {
		_ = in.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("the library's process: %v", err)
		}
	})
	answers := json.NewDecoder(out)
	return func(o libraryOrder) string {
		t.Helper()
		if err := json.NewEncoder(in).Encode(o); err != nil {
			t.Fatal(err)
		}
		var word string
		if err := answers.Decode(&word); err != nil {
			t.Fatal(err)
		}
		return word
	}
}

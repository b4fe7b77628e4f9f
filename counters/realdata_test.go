package counters_test

import (
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// TestRealGoCommands adds up what real go commands count.
func TestRealGoCommands(t *testing.T) {
	dir, env := counttest.UserDir(t)
	work := t.TempDir()
	counttest.Put(t, work, "go.mod", []byte("module example.com/hello\n\ngo 1.26\n"))
	counttest.Put(t, work, "main.go", []byte("package main\n\nfunc main() {}\n"))
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = work
		cmd.Env = append(env, "GOTOOLCHAIN=local", "GOFLAGS=", "GOWORK=off", "TEST_TELEMETRY_DIR=")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	run("go", "version")
	for range 3 {
		run("go", "list", "-m")
	}
	run("go", "vet", "./...")
	ix := index.New(dir)
	now := time.Now()
	count := func(chart, bucket string) uint64 {
		t.Helper()
		s := summary.Of(ix, summary.Options{Now: now})
		if len(s.Problems) > 0 {
			t.Fatal(s.Problems)
		}
		name := chart
		if bucket != "" {
			name += ":" + bucket
		}
		for _, p := range s.Programs {
			if p.Program == "cmd/go" {
				return sumsOf(p, -1)[name]
			}
		}
		return 0
	}
	for name, want := range map[string]uint64{"list": 3, "vet": 1, "version": 1} {
		if got := count("go/subcommand", name); got != want {
			t.Errorf("go %s: counted %d times, want %d", name, got, want)
		}
	}
	before := count("go/invocations", "")
	run("go", "list", "-m") // through a mapping, into the existing file
	if after := count("go/invocations", ""); after != before+1 || count("go/subcommand", "list") != 4 {
		t.Errorf("go/invocations: %d after one more run, %d before it", after, before)
	}
	sameAsLibrary(t, dir)
	s := summary.Of(ix, summary.Options{Now: now})
	if want := "This week so far: go command 6 runs (vet 1, list 4, version 1)."; s.ThisWeek != want {
		t.Errorf("%q, want %q", s.ThisWeek, want)
	}
	groupedAs(t, s, map[string]string{"cmd/go": summary.Tools, "cmd/compile": summary.Toolchain, "cmd/vet": summary.Toolchain})
}

// groupedAs checks the groups of programs, and that each program counts its runs: a Go
// release that counts them under another name must not go unnoticed.
func groupedAs(t *testing.T, s *summary.Summary, groups map[string]string) {
	t.Helper()
	for _, p := range s.Programs {
		if want := groups[p.Program]; want != "" && p.Group != want {
			t.Errorf("%s is in the group %q, want %q", p.Program, p.Group, want)
		}
		if p.Total == 0 {
			continue // compilers asked for their version count nothing
		}
		if p.Runs == nil || p.Runs.Total == 0 || p.Versions[0].Runs == nil || *p.Versions[0].Runs != p.Runs.Total {
			t.Errorf("%s: %q, and versions %+v", p.Program, p.Words, p.Versions)
		}
	}
}

// goplsPath finds gopls, preferably the one provisioned for the tests of this
// repository.
func goplsPath(t *testing.T) string {
	t.Helper()
	provisioned, err := filepath.Abs(filepath.Join("..", ".cache", "bin", "gopls"))
	if err != nil {
		t.Fatal(err)
	}
	return requires.Program(t, "gopls", provisioned)
}

// TestRealGopls adds up what a real session of gopls counts.
func TestRealGopls(t *testing.T) {
	gopls := goplsPath(t)
	dir, env := counttest.UserDir(t)
	work := t.TempDir()
	counttest.Put(t, work, "go.mod", []byte("module example.com/hello\n\ngo 1.26\n"))
	counttest.Put(t, work, "main.go", []byte("package main\n\nfunc main() {}\n"))
	cmd := exec.Command(gopls, "check", "main.go")
	cmd.Dir = work
	cmd.Env = append(env, "GOTOOLCHAIN=local", "GOFLAGS=", "GOWORK=off", "TEST_TELEMETRY_DIR=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("gopls: %v\n%s", err, out)
	}
	library := sameAsLibrary(t, dir)
	s := summary.Of(index.New(dir), summary.Options{Program: "golang.org/x/tools/gopls", Now: time.Now()})
	if len(s.Programs) != 1 || len(s.Problems) > 0 {
		t.Fatalf("%+v", s)
	}
	if want := "1 session; other clients 1"; s.Programs[0].Words != want {
		t.Errorf("%q, want %q", s.Programs[0].Words, want)
	}
	groupedAs(t, s, map[string]string{"golang.org/x/tools/gopls": summary.Tools})
	got := sumsOf(s.Programs[0], -1)
	if got["gopls/client:other"] == 0 && got["gopls/gotoolchain:local"] == 0 {
		t.Errorf("gopls did not count its start: %v", got)
	}
	for name, value := range got {
		if library[name] != value {
			t.Errorf("%s: %d, but the library reads %d", name, value, library[name])
		}
	}
}

//go:build unix

package uploadconfig

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// fakeGo makes a program that stands in for go and runs a script.
func fakeGo(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "go")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestWhatGoSays checks that an error contains only a little of the go command's output,
// and no terminal escapes.
func TestWhatGoSays(t *testing.T) {
	for name, test := range map[string]struct{ script, want string }{
		"much on stdout": {`head -c 50000000 /dev/zero | tr '\0' x; exit 1`, "exit status 1"},
		"much on stderr": {`head -c 3000000 /dev/zero | tr '\0' x >&2; exit 1`, `exit status 1: "xxx`},
		"escapes":        {`printf 'a\033]0;x\007\r\302\233\342\200\256b\n\nc\377' >&2; exit 1`, `exit status 1: "a\u001b]0;x\u0007 \u009b\u202eb c` + "\uFFFD\""},
		"in JSON":        {`printf '{"Error":"no\\u001b[2J\\u202emodule\\n%s"}' "$(head -c 3000 /dev/zero | tr '\0' y)"`, `go mod download failed: "no\u001b[2J\u202emodule yyy`},
		"no JSON":        {`echo '<html>'`, `not the expected JSON: "<html>"`},
		"nonsense":       {`echo '{"Version":"\u001b[2J","Dir":"/"}'`, "reported no valid version"},
		"relative":       {`echo '{"Version":"v1.0.0","Dir":"."}'`, "reported no valid version and directory"},
		"nothing there":  {`echo '{"Version":"v1.0.0","Dir":"/nowhere"}'`, "reading upload config v1.0.0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Downloader{Go: fakeGo(t, test.script), Env: os.Environ(), Scratch: t.TempDir()}.Download(t.Context())
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("%v, want %s", err, test.want)
			}
			if text := err.Error(); len(text) > 500 || strings.ContainsFunc(text, unicode.IsControl) {
				t.Errorf("%d bytes: %q", len(text), text)
			}
		})
	}
}

// TestMemoryOfOutput checks that output beyond the limit takes no memory.
func TestMemoryOfOutput(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Downloader{Go: fakeGo(t, "[ $1 != mod ] || head -c 100000000 /dev/zero"), Env: os.Environ(), Scratch: t.TempDir()}.Download(t.Context())
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; err == nil || grown > 32<<20 {
		t.Errorf("%v; %d bytes were allocated", err, grown)
	}
}

// TestHungGo checks that a go command that hangs is ended at the deadline.
func TestHungGo(t *testing.T) {
	_, err := Downloader{Go: fakeGo(t, "sleep 1000 & wait"), Env: os.Environ(), Scratch: t.TempDir(), Deadline: 100 * time.Millisecond}.Download(t.Context())
	if err == nil || !strings.Contains(err.Error(), "did not finish within 100ms") || hint.Of(err) == "" {
		t.Errorf("%v, want an error that names the deadline", err)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		t.Error("the error is context.DeadlineExceeded, although the caller set no deadline")
	}
}

// TestNothingFromTheWorkspace downloads with the real go command, in a hostile
// environment and a workspace full of programs. None of these programs may run, and
// nothing may be written to the workspace.
func TestNothingFromTheWorkspace(t *testing.T) {
	work, ran := t.TempDir(), filepath.Join(t.TempDir(), "ran")
	for _, name := range []string{"go", "git", "bin/go", "bin/git", "bin/sh", "pkg/tool/x"} {
		counttest.Put(t, work, name, []byte("#!/bin/sh\necho $0 >>"+ran+"\n"))
		if err := os.Chmod(filepath.Join(work, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	counttest.Put(t, work, "go.env", []byte("GOFLAGS=-modcacherw\nGOAUTH="+work+"/bin/sh\nGOPROXY=off\n"))
	links := t.TempDir()
	if err := os.Symlink(filepath.Join(work, "bin"), filepath.Join(links, "bin")); err != nil {
		t.Fatal(err)
	}
	before := counttest.Tree(t, work)
	cache := counttest.ModCacheDir(t)
	env := downloadEnv(t, t.TempDir(), counttest.ProxyEnv(t, counttest.ProxyOf(t, "v0.1.0", counttest.OwnConfig(t)), cache))
	env = append(env, "PATH=.::bin:"+work+":"+work+"/bin:"+links+"/bin:"+os.Getenv("PATH"),
		"TMPDIR=.", "GOTMPDIR=.", "GOCACHE=cache", "GOROOT="+work, "GOENV=go.env", "XDG_CACHE_HOME=.", "TEST_TELEMETRY_DIR=t",
		"GOFLAGS=-toolexec="+work+"/bin/sh -overlay=x", "CC="+work+"/bin/sh")
	t.Chdir(work)
	for _, extra := range [][]string{nil, {"TMPDIR=" + work}, {"TMPDIR="}, {"GOENV=" + work + "/go.env"}, {"GOROOT=."}} {
		c, err := Downloader{Env: append(env[:len(env):len(env)], extra...), Workspace: []string{work}}.Download(t.Context())
		if err != nil || c.Version != "v0.1.0" {
			t.Errorf("%q: %+v, %v", extra, c, err)
		}
		if d := cmp.Diff(before, counttest.Tree(t, work)); d != "" {
			t.Errorf("%q: the workspace changed (-want +got)\n%s", extra, d)
		}
	}
	if data, err := os.ReadFile(ran); err == nil {
		t.Errorf("these programs ran:\n%s", data)
	}
}

// TestWritableModuleCache checks that -modcacherw is the only flag of the user's that
// has an effect, no matter where it is set, and that GO111MODULE=off has none.
func TestWritableModuleCache(t *testing.T) {
	proxy := counttest.ProxyOf(t, "v0.1.0", counttest.OwnConfig(t))
	for name, test := range map[string]struct {
		env      []string
		file     string // content of the file that go env -w writes
		writable bool
	}{
		"unset":        {},
		"environment":  {env: []string{"GOFLAGS=-modcacherw"}, writable: true},
		"among others": {env: []string{"GOFLAGS=-toolexec=/nowhere '--modcacherw=true' -mod=vendor -nope"}, writable: true},
		"false":        {env: []string{"GOFLAGS=-modcacherw=false"}},
		"file":         {file: "GOFLAGS=-buildvcs=false -modcacherw\nGO111MODULE=off\n", writable: true},
		"both":         {env: []string{"GOFLAGS=-v"}, file: "GOFLAGS=-modcacherw\n"},
		"no modules":   {env: []string{"GO111MODULE=off"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			home, cache := t.TempDir(), counttest.ModCacheDir(t)
			counttest.Put(t, home, ".config/go/env", []byte(test.file))
			env := downloadEnv(t, home, counttest.ProxyEnv(t, proxy, cache))
			env = append(append(env, "GOENV="+filepath.Join(home, ".config", "go", "env"), "GOFLAGS="), test.env...)
			if _, err := (Downloader{Env: env, Scratch: t.TempDir()}).Download(t.Context()); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(filepath.Join(cache, filepath.FromSlash(Module)+"@v0.1.0"))
			if err != nil {
				t.Fatal(err)
			}
			if got := info.Mode()&0o200 != 0; got != test.writable {
				t.Errorf("mode %v of the directory in the module cache, want writable: %v", info.Mode(), test.writable)
			}
		})
	}
}

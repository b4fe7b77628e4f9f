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

// fakeGo makes a program that runs a script in place of go.
func fakeGo(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "go")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestWhatGoSays: however much it is, a message has little of it, and nothing that
// steers a terminal.
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

// TestMemoryOfOutput: what is not kept is not held.
func TestMemoryOfOutput(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Downloader{Go: fakeGo(t, "[ $1 != mod ] || head -c 100000000 /dev/zero"), Env: os.Environ(), Scratch: t.TempDir()}.Download(t.Context())
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; err == nil || grown > 32<<20 {
		t.Errorf("%v; %d bytes were allocated", err, grown)
	}
}

// TestHungGo: it is ended at the deadline.
func TestHungGo(t *testing.T) {
	_, err := Downloader{Go: fakeGo(t, "sleep 1000 & wait"), Env: os.Environ(), Scratch: t.TempDir(), Deadline: 100 * time.Millisecond}.Download(t.Context())
	if err == nil || !strings.Contains(err.Error(), "did not finish within 100ms") || hint.Of(err) == "" {
		t.Errorf("%v, want one that names the deadline", err)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		t.Error("the caller's own time was not over")
	}
}

// TestNothingOfTheWorkspace: with a hostile environment, in a repository full of
// programs, the real go downloads, and nothing else is run or written there.
func TestNothingOfTheWorkspace(t *testing.T) {
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
			t.Errorf("%q: in the workspace (-want +got)\n%s", extra, d)
		}
	}
	if data, err := os.ReadFile(ran); err == nil {
		t.Errorf("these were run:\n%s", data)
	}
}

// TestWritableModuleCache: -modcacherw of the user's is heeded, wherever it stands,
// and nothing else of their flags; GO111MODULE=off has no effect.
func TestWritableModuleCache(t *testing.T) {
	proxy := counttest.ProxyOf(t, "v0.1.0", counttest.OwnConfig(t))
	for name, test := range map[string]struct {
		env      []string
		file     string // of go env -w
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
				t.Errorf("mode %v of the folder in the module cache, want writable: %v", info.Mode(), test.writable)
			}
		})
	}
}

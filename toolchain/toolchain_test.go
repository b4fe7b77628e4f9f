package toolchain

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// user is a user with a home and a mode file.
type user struct {
	home string
	env  []string
}

// newUser makes a user whose mode file has that content; "" makes none.
func newUser(t *testing.T, mode string) user {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the homes of these tests are for Unix")
	}
	u := user{home: t.TempDir()}
	u.env = []string{"HOME=" + u.home, "XDG_CONFIG_HOME=" + filepath.Join(u.home, "config"), "PATH=" + os.Getenv("PATH"), "TMPDIR=" + t.TempDir()}
	if err := os.MkdirAll(filepath.Dir(u.modeFile()), 0o755); err != nil {
		t.Fatal(err)
	}
	if mode != "" {
		if err := os.WriteFile(u.modeFile(), []byte(mode), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return u
}

func (u user) modeFile() string { return filepath.Join(u.home, "config", "go", "telemetry", "mode") }

// snapshot lists the files of the home with their content.
func (u user) snapshot(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(u.home, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		b.WriteString(path)
		if d.Type().IsRegular() {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			b.Write(data)
		}
		b.WriteString("\n")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func realGo(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command on PATH")
	}
	return path
}

// TestAsk asks the real go command. It reads the user's mode file, but it counts nothing
// and changes nothing in the user's home, in any mode.
func TestAsk(t *testing.T) {
	realGo(t)
	for _, test := range []struct{ file, mode string }{
		{"", "local"},
		{"off 2026-01-01", "off"},
		{"local 2026-01-01", "local"},
		{"on 2026-01-01", "on"},
		{"OFF", "OFF"},
		{"off\t2026-01-01", "off\t2026-01-01"},
		{"off\r\nlocal\n2026", "off\r\nlocal\n2026"},
		{"\ufeffoff", "\ufeffoff"},
		{"\xff\x00", "\xff\x00"},
		{strings.Repeat("x", 10000), strings.Repeat("x", 10000)},
	} {
		u := newUser(t, test.file)
		u.env = append(u.env, "TEST_TELEMETRY_DIR=/nonexistent", "GO_TELEMETRY_CHILD=1", "GOTELEMETRY=off", "GOFLAGS=-mod=nonsense")
		before := u.snapshot(t)
		a, err := Ask(t.Context(), Question{Env: u.env, ModeFile: u.modeFile(), Deadline: time.Minute})
		if err != nil || !a.Known || a.Mode != test.mode || a.Elsewhere != "" || !strings.HasPrefix(a.Version, "go1.") && !strings.HasPrefix(a.Version, "devel") {
			t.Errorf("%.40q: got %+v, %v, want mode %.40q", test.file, a, err, test.mode)
		}
		if after := u.snapshot(t); after != before {
			t.Errorf("%q: the home was\n%sand is now\n%s", test.file, before, after)
		}
	}
}

// TestPlainCallCounts checks that the home would show a counted call.
func TestPlainCallCounts(t *testing.T) {
	u := newUser(t, "local 2026-01-01")
	before := u.snapshot(t)
	cmd := exec.Command(realGo(t), "env", "GOTELEMETRY")
	cmd.Env = append(u.env, "GO_TELEMETRY_CHILD=2") // no uploader, which would outlive the test
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if u.snapshot(t) == before {
		t.Skip("this go command doesn't count, so the other test proves nothing")
	}
}

// TestOtherGo asks shell scripts in the place of the go command.
func TestOtherGo(t *testing.T) {
	const config = `if test "$*" = "env GOVERSION GOENV"; then echo go1.99; echo "$XDG_CONFIG_HOME/go/env"; exit; fi; `
	const unlike = "with a configuration directory of its own, so that it counts nothing: "
	for _, test := range []struct {
		name, script string
		want         Answer
		err          string
	}{
		{"the usual place", config + "echo go1.99; echo local; echo $XDG_CONFIG_HOME/go/telemetry", Answer{Version: "go1.99", Known: true, Mode: "local"}, ""},
		{"a wrapper that sets the directory", config + "echo go1.99; echo on; echo /elsewhere/go/telemetry", Answer{Version: "go1.99", Known: true, Mode: "on", Elsewhere: "/elsewhere/go/telemetry"}, ""},
		{"a wrapper that sets the home", "HOME=/elsewhere; XDG_CONFIG_HOME=/elsewhere/.config; " + config + "exit 1", Answer{Version: "go1.99", Known: true, Elsewhere: "/elsewhere/.config/go/telemetry"}, ""},
		{"a wrapper that turns GOENV off", `if test "$*" = "env GOVERSION GOENV"; then echo go1.99; echo off; exit; fi; echo go1.99; echo local; echo $XDG_CONFIG_HOME/go/telemetry`, Answer{Version: "go1.99", Known: true, Mode: "local"}, ""},
		{"before telemetry", config + "echo go1.21; echo; echo", Answer{Version: "go1.99"}, ErrTooOld.Error()},
		{"a version manager that needs its settings", `test "$GO_TELEMETRY_CHILD" = 2 && exit 1; echo go1.99`, Answer{Version: "go1.99", Why: unlike + "exit status 1"}, ""},
		{"one that fails later", config + `test "$GO_TELEMETRY_CHILD" = 2 && exit 1; echo go1.99`, Answer{Version: "go1.99", Why: unlike + "exit status 1"}, ""},
		{"broken", "echo no such version >&2; exit 3", Answer{}, "exit status 3: no such version"},
		{"nonsense", "yes | head -c 3000000", Answer{}, "go env printed something else than expected"},
		{"silent", "exit 0", Answer{}, "go env printed something else than expected"},
	} {
		u := newUser(t, "local 2026-01-01")
		path := filepath.Join(t.TempDir(), "go")
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"+test.script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		got, err := Ask(t.Context(), Question{Go: path, Env: u.env, ModeFile: u.modeFile(), Deadline: time.Minute})
		said := ""
		if err != nil {
			said = err.Error()
		}
		if test.want.Path = path; got != test.want || said != test.err {
			t.Errorf("%s: got %+v, %v, want %+v, %q", test.name, got, err, test.want, test.err)
		}
	}
}

// TestHangingGo checks that a go command that hangs is ended.
func TestHangingGo(t *testing.T) {
	u := newUser(t, "local 2026-01-01")
	path := filepath.Join(t.TempDir(), "go")
	if err := os.WriteFile(path, []byte("#!/bin/sh\nexec sleep 1000\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Ask(t.Context(), Question{Go: path, Env: u.env, ModeFile: u.modeFile(), Deadline: time.Millisecond})
	if err == nil || err.Error() != "the go command did not finish within 1ms" {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Ask(ctx, Question{Go: path, Env: u.env, ModeFile: u.modeFile()}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want it canceled", err)
	}
}

// TestGoInWorkspace checks that a program of the workspace isn't run.
func TestGoInWorkspace(t *testing.T) {
	u := newUser(t, "")
	repository := t.TempDir()
	trace := filepath.Join(repository, "ran")
	if err := os.WriteFile(filepath.Join(repository, "go"), []byte("#!/bin/sh\ntouch "+trace+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	env := append(u.env, "PATH="+repository)
	_, err := Ask(t.Context(), Question{Env: env, Workspace: []string{repository}, ModeFile: u.modeFile()})
	if !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(trace); err == nil {
		t.Error("the program of the workspace ran")
	}
}

// TestWrapperCountsNothing asks the real go command through a script that sets another home.
func TestWrapperCountsNothing(t *testing.T) {
	u, other := newUser(t, "local 2026-01-01"), newUser(t, "local 2026-01-01")
	path := filepath.Join(t.TempDir(), "go")
	script := "#!/bin/sh\nHOME=" + other.home + " XDG_CONFIG_HOME=" + filepath.Join(other.home, "config") + " exec " + realGo(t) + " \"$@\"\n"
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	before := other.snapshot(t)
	a, err := Ask(t.Context(), Question{Go: path, Env: u.env, ModeFile: u.modeFile(), Deadline: time.Minute})
	if err != nil || a.Elsewhere != filepath.Dir(other.modeFile()) {
		t.Errorf("got %+v, %v", a, err)
	}
	if after := other.snapshot(t); after != before {
		t.Errorf("the other home was\n%sand is now\n%s", before, after)
	}
}

// TestDirectory has a directory in the place of the mode file: only the version is known.
func TestDirectory(t *testing.T) {
	realGo(t)
	u := newUser(t, "")
	if err := os.Mkdir(u.modeFile(), 0o700); err != nil {
		t.Fatal(err)
	}
	a, err := Ask(t.Context(), Question{Env: u.env, ModeFile: u.modeFile(), Deadline: time.Minute})
	if err != nil || a.Known || a.Version == "" || a.Why != "the mode file is not a regular file" {
		t.Errorf("got %+v, %v", a, err)
	}
}

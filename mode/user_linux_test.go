package mode

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// asNobody makes cmd run as a user without privileges. That user may not read the
// directory of the test binary, but a process may always start its own binary again.
func asNobody(t *testing.T, cmd *exec.Cmd) *exec.Cmd {
	t.Helper()
	if os.Getuid() != 0 {
		requires.Skip(t, "root", "only root may become another user")
	}
	cmd.Path = "/proc/self/exe"
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: unprivileged, Gid: unprivileged}}
	return cmd
}

// openTo lets every user enter the directories above d.
func openTo(t *testing.T, d Dir) {
	t.Helper()
	for at := filepath.Dir(filepath.Dir(d.Path())); at != "/"; at = filepath.Dir(at) {
		info, err := os.Stat(at)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o005 == 0o005 {
			continue
		}
		if !strings.HasPrefix(filepath.Base(at), "Test") && !strings.HasPrefix(filepath.Base(filepath.Dir(at)), "Test") {
			requires.Skip(t, "root", at+" is closed to other users")
		}
		if err := os.Chmod(at, info.Mode().Perm()|0o005); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOtherUser(t *testing.T) {
	const old = "local 2026-01-01"
	chmod := func(t *testing.T, path string, perm fs.FileMode) {
		if err := os.Chmod(path, perm); err != nil {
			t.Fatal(err)
		}
	}
	give := func(t *testing.T, path string) {
		if err := os.Lchown(path, unprivileged, unprivileged); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name    string
		old     string
		prepare func(t *testing.T, d Dir)
		fine    bool // the switch is made, and Writable predicted it
		hint    string
	}{
		{"user's directory and file", old, func(t *testing.T, d Dir) { give(t, d.Path()); give(t, d.ModeFile()) }, true, ""},
		{"user's directory, another user's file", old, func(t *testing.T, d Dir) { give(t, d.Path()) }, true, ""},
		{"closed directory, user's file: in place", old, func(t *testing.T, d Dir) { give(t, d.ModeFile()) }, true, ""},
		{"closed directory, closed file", old, func(*testing.T, Dir) {}, false, "check who owns"},
		{"closed directory, no file", "(none)", func(*testing.T, Dir) {}, false, "check who owns"},
		{"user's directory, no file", "(none)", func(t *testing.T, d Dir) { give(t, d.Path()) }, true, ""},
		{"no directory, and it cannot be created", "(none)", func(t *testing.T, d Dir) { remove(t, d.Path()) }, false, "check who owns"},
		{"sticky directory, another user's file", old, func(t *testing.T, d Dir) { chmod(t, d.Path(), 0o777|fs.ModeSticky) }, false, "check who owns"},
		{"sticky directory, another user's writable file: in place", old, func(t *testing.T, d Dir) {
			chmod(t, d.Path(), 0o777|fs.ModeSticky)
			chmod(t, d.ModeFile(), 0o666)
		}, true, ""},
		{"unreadable file in the user's directory", old, func(t *testing.T, d Dir) { give(t, d.Path()); chmod(t, d.ModeFile(), 0o600) }, true, ""},
		{"directory that may not be entered", old, func(t *testing.T, d Dir) { chmod(t, d.Path(), 0o700) }, false, "check who owns"},
		{"link into a closed directory", "(none)", func(t *testing.T, d Dir) {
			store := filepath.Join(filepath.Dir(filepath.Dir(d.Path())), "store")
			makeDir(t, store)
			writeFile(t, filepath.Join(store, "mode"), old)
			link(t, d, filepath.Join(store, "mode"))
			give(t, d.Path())
			give(t, d.ModeFile())
		}, false, "home-manager"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := freshDir(t)
			makeDir(t, d.Path())
			if tt.old != "(none)" {
				writeFile(t, d.ModeFile(), tt.old)
			}
			tt.prepare(t, d)
			openTo(t, d)
			before := readIfThere(t, d)
			o, said := switchAsNobody(t, d)
			if (o.Err == "") != tt.fine || o.Wrote != tt.fine || (said == "") != tt.fine {
				t.Errorf("got %+v, writable %q; want it switched: %t", o, said, tt.fine)
			}
			after := readIfThere(t, d)
			if tt.fine && after != "on 2026-11-22" || !tt.fine && after != before {
				t.Errorf("the file holds %q", after)
			}
			if !tt.fine && (!strings.HasSuffix(o.Err, "permission denied") && !strings.HasSuffix(o.Err, "operation not permitted") || !strings.Contains(o.Hint, tt.hint)) {
				t.Errorf("got %+v, want a hint with %q", o, tt.hint)
			}
			if _, err := os.Stat(d.Path()); err == nil {
				noLeftovers(t, d.Path())
			}
		})
	}
}

// TestOtherUserMountedFile checks that a mounted file of another user cannot be
// replaced, even in the user's directory.
func TestOtherUserMountedFile(t *testing.T) {
	if !inMountNamespace(t) {
		return
	}
	d := dirWith(t, "local 2026-01-01")
	if err := os.Lchown(d.Path(), unprivileged, unprivileged); err != nil {
		t.Fatal(err)
	}
	openTo(t, d)
	mount(t, d.ModeFile(), d.ModeFile(), "", bind, "")
	o, said := switchAsNobody(t, d)
	if o.Wrote || !strings.HasSuffix(o.Err, ": permission denied") || o.Hint == "" || said == "" {
		t.Errorf("got %+v, writable %q", o, said)
	}
	if got := content(t, d.ModeFile()); got != "local 2026-01-01" {
		t.Errorf("the file holds %q", got)
	}
	noLeftovers(t, d.Path())
}

func readIfThere(t *testing.T, d Dir) string {
	t.Helper()
	if _, err := os.Stat(d.Path()); err != nil {
		return "(none)"
	}
	return content(t, d.ModeFile())
}

// switchAsNobody checks whether the mode file is writable, and then switches.
func switchAsNobody(t *testing.T, d Dir) (o outcome, said string) {
	t.Helper()
	out, err := asNobody(t, child(t, "able", d.Path())).Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatal(err)
	}
	out, err = asNobody(t, child(t, "set", d.Path(), "on", "false")).Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, &o); err != nil {
		t.Fatal(err)
	}
	return o, said
}

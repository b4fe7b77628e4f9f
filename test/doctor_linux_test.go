package test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// scenario is a machine in trouble, as a user of the doctor may have it.
type scenario struct {
	name  string
	mode  string                      // the content of the mode file, "" for none
	make  func(t *testing.T, h *home) // makes the trouble
	mount string                      // a shell script that makes it in a mount namespace; $DIR is the telemetry directory
	env   []string
	fails map[string]string // parts of the messages of the checks that fail, by code; all others pass
	says  map[string]string // parts of the messages of checks that pass
}

// These scenarios need no other user than that of the tests.
var scenarios = []scenario{
	{name: "in order", mode: "local 2026-01-01", says: map[string]string{"go-command": "sees the same telemetry directory, and the mode local", "mode-file-link": "no link"}},
	{
		name: "a full tmpfs", mode: "",
		mount: "mount -t tmpfs -o size=16k tmpfs \"$DIR\" && printf 'local 2026-01-01' >\"$DIR/mode\" && { dd if=/dev/zero of=\"$DIR/filler\" bs=4096 2>/dev/null || true; }",
		fails: map[string]string{"file-system": "is on tmpfs, which is full"},
	},
	{
		name: "a tmpfs without room for files", mode: "",
		mount: "mount -t tmpfs -o nr_inodes=2 tmpfs \"$DIR\" && printf 'local 2026-01-01' >\"$DIR/mode\"",
		fails: map[string]string{"file-system": "is on tmpfs, which has no room for more files"},
	},
	{
		name: "a read-only bind mount", mode: "local 2026-01-01",
		mount: "mount --bind \"$DIR\" \"$DIR\" && mount -o remount,bind,ro \"$DIR\"",
		fails: map[string]string{"writable": "read-only file system", "uploads": "read-only file system"},
		says:  map[string]string{"file-system": "mounted read-only"},
	},
	{
		name: "a read-only home, and no telemetry directory yet", mode: "",
		mount: "rmdir \"$DIR\" && mount --bind \"$HOME\" \"$HOME\" && mount -o remount,bind,ro \"$HOME\"",
		fails: map[string]string{"directory": "Go can't create it in ", "writable": "read-only file system"},
		says:  map[string]string{"uploads": "Go can't use the telemetry directory"},
	},
	{
		name: "a link into a read-only store of home-manager", mode: "",
		make: func(t *testing.T, h *home) {
			store := filepath.Join(h.path, "store", "abc-home-manager-files", "mode")
			h.write(store, "off 2026-01-01")
			link(t, store, filepath.Join(h.telemetryDir(), "mode"))
		},
		mount: "mount --bind \"$HOME/store\" \"$HOME/store\" && mount -o remount,bind,ro \"$HOME/store\"",
		fails: map[string]string{"writable": "read-only file system"},
		says:  map[string]string{"mode-file-link": "home-manager manages it", "go-command": "the mode off"},
	},
	{
		name: "a broken link", mode: "",
		make:  func(t *testing.T, h *home) { link(t, "/nowhere/at/all", filepath.Join(h.telemetryDir(), "mode")) },
		fails: map[string]string{"mode-file-link": "/nowhere/at/all, which doesn't exist", "writable": "/nowhere/at/all"},
	},
	{
		name: "HOME unset", env: []string{"HOME=", "XDG_CONFIG_HOME="},
		fails: map[string]string{"config-dir": "your configuration directory is unknown"},
		says:  map[string]string{"uploads": "the mode is off", "own-config-dir": "since yours is unknown", "root-leftovers": "not known"},
	},
	{name: "a relative XDG_CONFIG_HOME", env: []string{"XDG_CONFIG_HOME=config"}, fails: map[string]string{"config-dir": "your configuration directory is unknown"}},
	{
		name: "other configuration directories", mode: "off 2026-01-01",
		make: func(_ *testing.T, h *home) {
			h.write(filepath.Join(h.path, ".config", "go", "telemetry", "mode"), "on 2026-01-01")
			h.write(filepath.Join(h.path, "snap", "code", "current", ".config", "go", "telemetry", "mode"), "off 2026-01-01")
		},
		fails: map[string]string{"other-homes": "the mode here is off, but programs without XDG_CONFIG_HOME use "},
	},
	{
		name: "an editor from Flathub", mode: "off 2026-01-01",
		make: func(t *testing.T, h *home) {
			if err := os.MkdirAll(filepath.Join(h.path, ".var", "app", "com.visualstudio.code", "config", "go", "telemetry", "local"), 0o755); err != nil {
				t.Fatal(err)
			}
		},
		fails: map[string]string{"other-homes": "the Flatpak app com.visualstudio.code uses "},
	},
	{
		name: "a counter file on which the uploader crashes", mode: "local 2026-01-01",
		make: func(_ *testing.T, h *home) {
			h.write(filepath.Join(h.telemetryDir(), "local", "go@go1.26.8-go1.26.8-linux-amd64-2026-01-01.v1.count"), "# telemetry/counter file v1\n"+strings.Repeat("\x00", 16384-28))
		},
		fails: map[string]string{"uploads": "Go's uploader ", "files": "1 file can't be used"},
	},
	{
		name: "a lock that an interrupted upload left", mode: "on 2026-01-01",
		make: func(t *testing.T, h *home) {
			h.report(t, 30)
			h.write(filepath.Join(h.telemetryDir(), "upload", day(30)+".json.lock"), "")
			age(t, 30, filepath.Join(h.telemetryDir(), "upload", day(30)+".json.lock"))
			h.token(t, 2)
		},
		fails: map[string]string{"uploads": "an interrupted upload left upload/"},
	},
	{
		name: "a report that waits, although the uploader runs", mode: "on 2026-01-01",
		make: func(t *testing.T, h *home) {
			h.report(t, 30)
			h.token(t, 2)
		},
		fails: map[string]string{"last-upload": "has waited since " + day(30)},
	},
	{
		name: "an old token", mode: "on 2026-01-01",
		make: func(t *testing.T, h *home) {
			h.token(t, 200)
		},
		says: map[string]string{"last-upload": "Go's uploader last ran on " + day(200)},
	},
	{
		name: "a token and a mode from the future", mode: "on 2999-01-01",
		make: func(t *testing.T, h *home) {
			h.token(t, -30)
		},
		fails: map[string]string{"uploads": "in the future", "clock": "the mode file is dated 2999-01-01, in the future"},
	},
	{
		name: "gopls was answered", mode: "local 2026-01-01",
		make: func(_ *testing.T, h *home) {
			h.write(filepath.Join(h.path, "config", "gopls", "prompt", "telemetry"), "no 1 1700000000 5")
		},
		says: map[string]string{"gopls-prompt": "you answered gopls's own question with no"},
	},
	{name: "no go command", mode: "local 2026-01-01", env: []string{"PATH=/nonexistent"}, fails: map[string]string{"go-command": "finds no go command"}},
}

func link(t *testing.T, to, at string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(to, at); err != nil {
		t.Fatal(err)
	}
}

// day returns the day that was so many days ago.
func day(ago int) string { return time.Now().UTC().AddDate(0, 0, -ago).Format(time.DateOnly) }

// age dates a file so many days ago.
func age(t *testing.T, days int, path string) {
	t.Helper()
	at := time.Now().AddDate(0, 0, -days)
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

// token makes the token of a run of Go's uploader some days ago.
func (h *home) token(t *testing.T, days int) {
	t.Helper()
	token := filepath.Join(h.telemetryDir(), "local", "upload.token")
	h.write(token, "")
	age(t, days, token)
}

// report makes a report that waits to be uploaded, of a week that ended so many days ago.
func (h *home) report(t *testing.T, ago int) {
	t.Helper()
	path := filepath.Join(h.telemetryDir(), "local", day(ago)+".json")
	h.write(path, `{"Week":"`+day(ago)+`","LastWeek":"","X":0.1,"Programs":[],"Config":"v0.1.0"}`)
	age(t, ago, path)
}

// TestDoctor plays each scenario with the real program and the real go command.
func TestDoctor(t *testing.T) {
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			h := newHome(t)
			if s.mode != "" {
				h.write(filepath.Join(h.telemetryDir(), "mode"), s.mode)
			}
			if s.make != nil {
				s.make(t, h)
			}
			cmd := exec.Command(serverPath, "doctor", "--json")
			if s.mount != "" {
				cmd = inNamespace(t, h, s.mount)
			}
			s.wants(t, h.doctor(t, cmd, s.env...))
		})
	}
}

// inNamespace returns a command that makes mounts and then runs the doctor. It needs root,
// or a system that lets users make namespaces.
func inNamespace(t *testing.T, h *home, mounts string) *exec.Cmd {
	t.Helper()
	if err := os.MkdirAll(h.telemetryDir(), 0o755); err != nil {
		t.Fatal(err)
	}
	unshare := requires.Program(t, "unshare")
	flags := "-rm"
	if os.Getuid() == 0 {
		flags = "-m"
	}
	if out, err := exec.Command(unshare, flags, "true").CombinedOutput(); err != nil {
		requires.Skip(t, "mount", fmt.Sprintf("no mount namespace can be made: %v: %s", err, out))
	}
	script := "set -e; DIR=" + h.telemetryDir() + "; " + mounts + "; exec " + serverPath + " doctor --json"
	return exec.Command(unshare, flags, "sh", "-c", script)
}

// checked is a result of the doctor.
type checked struct {
	Code, Message string
	OK            bool
	Hint          *string
}

// doctor runs the doctor in this home.
func (h *home) doctor(t *testing.T, cmd *exec.Cmd, env ...string) []checked {
	t.Helper()
	cmd.Env = append(goEnv(h.path), env...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		t.Fatalf("%v: %s", err, &stderr)
	}
	var result struct{ Checks []checked }
	if err := json.Unmarshal(out, &result); err != nil {
		t.Fatalf("%v: %s%s", err, out, &stderr)
	}
	failed := slices.ContainsFunc(result.Checks, func(c checked) bool { return !c.OK })
	if failed != (err != nil) {
		t.Errorf("exit with %v, but a check failed: %v", err, failed)
	}
	return result.Checks
}

// wants checks which of the checks fail, and what they say.
func (s scenario) wants(t *testing.T, checks []checked) {
	t.Helper()
	for _, c := range checks {
		want, fails := s.fails[c.Code]
		switch {
		case !c.OK && !fails:
			t.Errorf("%s fails: %s", c.Code, c.Message)
		case !c.OK && (!strings.Contains(c.Message, want) || c.Hint == nil || *c.Hint == ""):
			t.Errorf("%s fails: %q, want %q and a hint", c.Code, c.Message, want)
		case c.OK && fails:
			t.Errorf("%s passes: %q, want it to fail", c.Code, c.Message)
		case !strings.Contains(c.Message, s.says[c.Code]):
			t.Errorf("%s says %q, want %q", c.Code, c.Message, s.says[c.Code])
		}
	}
	for code := range s.fails {
		if !slices.ContainsFunc(checks, func(c checked) bool { return c.Code == code }) {
			t.Errorf("there is no check %s", code)
		}
	}
}

// TestDoctorImmutable has a mode file that even root can't change.
func TestDoctorImmutable(t *testing.T) {
	if os.Getuid() != 0 {
		requires.Skip(t, "root", "only root may set flags")
	}
	h := newHome(t)
	file := filepath.Join(h.telemetryDir(), "mode")
	h.write(file, "local 2026-01-01")
	if out, err := exec.Command("chattr", "+i", file).CombinedOutput(); err != nil {
		requires.Skip(t, "chattr", fmt.Sprintf("the file system has no flags: %v: %s", err, out))
	}
	defer func() {
		if out, err := exec.Command("chattr", "-i", file).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}()
	scenario{fails: map[string]string{"writable": "immutable (chattr +i)"}}.wants(t, h.doctor(t, exec.Command(serverPath, "doctor", "--json")))
}

// TestDoctorRootsLeftovers has directories of root in the home of another user.
func TestDoctorRootsLeftovers(t *testing.T) {
	h := userHome(t)
	h.write(filepath.Join(h.telemetryDir(), "mode"), "local 2026-01-01")
	h.write(filepath.Join(h.path, "config", "gopls", "prompt", "telemetry"), "- 0 1700000000 5")
	if err := os.Chown(filepath.Join(h.path, "config"), unprivileged, unprivileged); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(serverPath, "doctor", "--json")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: unprivileged, Gid: unprivileged}}
	scenario{fails: map[string]string{
		"directory":      "belongs to root, and you can't write to it",
		"writable":       "permission denied",
		"uploads":        "permission denied",
		"root-leftovers": "root owns " + filepath.Join(h.path, "config", "go") + ", " + filepath.Join(h.path, "config", "gopls") + ",",
	}}.wants(t, h.doctor(t, cmd))
	// An editor that was started by sudo -E sees the same.
	scenario{fails: map[string]string{"root-leftovers": "root owns "}, says: map[string]string{"account": "as root"}}.wants(t,
		h.doctor(t, exec.Command(serverPath, "doctor", "--json")))
}

// TestDoctorNotYours has homes that an unprivileged user can't write to and shouldn't own:
// no hint may tell them to take over directories of others or of the system.
func TestDoctorNotYours(t *testing.T) {
	for _, test := range []struct {
		name, home string
		make       func(h *home)
		says       string
	}{
		{"a home that doesn't exist", "/nonexistent", nil, "Go would create it in /, which belongs to root"},
		{"no home of its own, as in some containers", "/", nil, "belongs to root"},
		{"a closed directory of one's own", "", func(h *home) {
			lchown(t, unprivileged, h.path, ".config")
			if err := os.Chmod(filepath.Join(h.path, ".config"), 0); err != nil {
				t.Fatal(err)
			}
		}, "which is closed to you"},
		{"a user's home after su", "", func(h *home) { lchown(t, 1, h.path, ".", ".config", ".config/go", ".config/go/telemetry") }, "and you can't write to it"},
		{"a link into a store", "", func(h *home) {
			store := filepath.Join(t.TempDir(), "abc-home-manager-files")
			h.write(filepath.Join(store, "mode"), "local 2026-01-01")
			if err := os.Remove(filepath.Join(h.path, ".config/go/telemetry")); err != nil {
				t.Fatal(err)
			}
			link(t, store, filepath.Join(h.path, ".config/go/telemetry"))
			lchown(t, unprivileged, h.path, ".", ".config", ".config/go", ".config/go/telemetry")
			for at := store; at != os.TempDir(); at = filepath.Dir(at) {
				if err := os.Chmod(at, 0o755); err != nil {
					t.Fatal(err)
				}
			}
		}, "belongs to root, and you can't write to it"},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := userHome(t)
			if err := os.MkdirAll(filepath.Join(h.path, ".config", "go", "telemetry"), 0o755); err != nil {
				t.Fatal(err)
			}
			if test.make != nil {
				test.make(h)
			}
			if test.home == "" {
				test.home = h.path
			}
			cmd := exec.Command(serverPath, "doctor", "--json")
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: unprivileged, Gid: unprivileged}}
			for _, c := range h.doctor(t, cmd, "HOME="+test.home, "XDG_CONFIG_HOME=") {
				if c.Hint != nil && strings.Contains(*c.Hint, "chown") {
					t.Errorf("%s: %s; %s", c.Code, c.Message, *c.Hint)
				}
				if c.Code == "uploads" && strings.Contains(c.Message, "nothing is known") {
					t.Errorf("%s, but Go can't write to the directory", c.Message)
				}
				if c.Code == "directory" && (c.OK || !strings.Contains(c.Message, test.says)) {
					t.Errorf("%s, want %q", c.Message, test.says)
				}
			}
		})
	}
}

// lchown gives files in a home to a user.
func lchown(t *testing.T, uid int, home string, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := os.Lchown(filepath.Join(home, name), uid, uid); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDoctorInTheWay has something else in the place of a directory.
func TestDoctorInTheWay(t *testing.T) {
	for name, make := range map[string]func(h *home){
		"a file":        func(h *home) { h.write(filepath.Join(h.path, "config", "go"), "") },
		"a broken link": func(h *home) { link(t, "/nowhere/at/all", filepath.Join(h.path, "config", "go")) },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHome(t)
			make(h)
			for _, c := range h.doctor(t, exec.Command(serverPath, "doctor", "--json")) {
				if want := "Go can't create it: " + filepath.Join(h.path, "config", "go"); c.Code == "directory" && (c.OK || !strings.Contains(c.Message, want)) {
					t.Errorf("%s, want %q", c.Message, want)
				}
			}
		})
	}
}

// TestDoctorUnreachableTarget has links of which it isn't known whether they lead anywhere.
func TestDoctorUnreachableTarget(t *testing.T) {
	h := newHome(t)
	file := filepath.Join(h.telemetryDir(), "mode")
	link(t, "mode", file)
	scenario{
		fails: map[string]string{"mode-file": "too many levels of symbolic links", "writable": "too many levels of symbolic links"},
		says:  map[string]string{"mode-file-link": "which can't be reached: too many levels of symbolic links"},
	}.wants(t, h.doctor(t, exec.Command(serverPath, "doctor", "--json")))
}

// TestDoctorInSnap runs in a snap, which has a home of its own in the user's.
func TestDoctorInSnap(t *testing.T) {
	h := newHome(t)
	h.write(filepath.Join(h.path, ".config", "go", "telemetry", "mode"), "on 2026-01-01")
	inside := filepath.Join(h.path, "snap", "editor", "12")
	h.write(filepath.Join(inside, ".config", "go", "telemetry", "mode"), "off 2026-01-01")
	link(t, "12", filepath.Join(h.path, "snap", "editor", "current"))
	scenario{fails: map[string]string{"other-homes": "the mode here is off, but programs outside this snap use " + filepath.Join(h.path, ".config")}}.wants(t,
		h.doctor(t, exec.Command(serverPath, "doctor", "--json"), "HOME="+inside, "XDG_CONFIG_HOME=", "SNAP_REAL_HOME="+h.path))
}

// TestDoctorIsNotItsOwnOther checks that the doctor doesn't take the directory that it gives
// the go command for one of the user's.
func TestDoctorIsNotItsOwnOther(t *testing.T) {
	real, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	h := newHome(t)
	h.write(filepath.Join(h.telemetryDir(), "mode"), "off 2026-01-01")
	bin := filepath.Join(h.path, "bin")
	h.write(filepath.Join(bin, "go"), "#!/bin/sh\nsleep 0.3\nexec "+real+" \"$@\"\n")
	if err := os.Chmod(filepath.Join(bin, "go"), 0o755); err != nil {
		t.Fatal(err)
	}
	scenario{says: map[string]string{"other-homes": "no other configuration directory", "go-command": "the mode off"}}.wants(t,
		h.doctor(t, exec.Command(serverPath, "doctor", "--json"), "PATH="+bin+":/usr/bin:/bin"))
}

// TestDoctorCountsNothing checks that a run leaves the home as it was, in mode on too.
func TestDoctorCountsNothing(t *testing.T) {
	h := newHome(t)
	h.write(filepath.Join(h.telemetryDir(), "mode"), "on 2026-01-01")
	h.doctor(t, exec.Command(serverPath, "doctor", "--json"))
	var found []string
	err := filepath.WalkDir(h.path, func(path string, _ os.DirEntry, err error) error {
		found = append(found, strings.TrimPrefix(path, h.path))
		return err
	})
	want := []string{"", "/config", "/config/go", "/config/go/telemetry", "/config/go/telemetry/mode"}
	if err != nil || !slices.Equal(found, want) {
		t.Errorf("the home has %q, %v; want %q", found, err, want)
	}
}

// TestDoctorOfACopy looks at a copy of a telemetry directory, whose mode may differ.
func TestDoctorOfACopy(t *testing.T) {
	h := newHome(t)
	h.write(filepath.Join(h.telemetryDir(), "mode"), "on 2026-01-01")
	h.write(filepath.Join(h.path, ".config", "go", "telemetry", "mode"), "on 2026-01-01")
	copied := filepath.Join(h.path, "copy")
	h.write(filepath.Join(copied, "mode"), "off 2026-01-01")
	scenario{says: map[string]string{"other-homes": "not compared", "go-command": "not compared"}}.wants(t,
		h.doctor(t, exec.Command(serverPath, "doctor", "--json"), "TELEMETRY_LS_DIR="+copied))
}

// TestDoctorDamagedFiles has files that stop Go's counting or can't be shown.
func TestDoctorDamagedFiles(t *testing.T) {
	for file, content := range map[string]string{
		"local/weekends":              "",
		"local/local.2026-01-04.json": "null",
		"upload/2026-01-04.json":      "[]",
	} {
		h := newHome(t)
		h.write(filepath.Join(h.telemetryDir(), "mode"), "local 2026-01-01")
		h.write(filepath.Join(h.telemetryDir(), file), content)
		scenario{fails: map[string]string{"files": "1 file can't be used: " + file}}.wants(t, h.doctor(t, exec.Command(serverPath, "doctor", "--json")))
	}
}

// TestDoctorPrintsLines has a file whose name looks like a result.
func TestDoctorPrintsLines(t *testing.T) {
	h := newHome(t)
	h.write(filepath.Join(h.telemetryDir(), "x\nFAIL  forged: y"), "")
	cmd := exec.Command(serverPath, "doctor")
	cmd.Env = goEnv(h.path)
	out, err := cmd.Output()
	if err != nil || !strings.Contains(string(out), `x\nFAIL  forged`) || strings.Contains(string(out), "\nFAIL") {
		t.Errorf("%v: %s", err, out)
	}
}

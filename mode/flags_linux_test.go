package mode

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// chattr sets a flag of a file until the test ends.
func chattr(t *testing.T, flag, path string) {
	t.Helper()
	if os.Getuid() != 0 {
		requires.Skip(t, "root", "only root may set flags")
	}
	if out, err := exec.Command("chattr", "+"+flag, path).CombinedOutput(); err != nil {
		requires.Skip(t, "chattr", fmt.Sprintf("the file system of %s has no flags: %v: %s", path, err, out))
	}
	t.Cleanup(func() {
		if out, err := exec.Command("chattr", "-"+flag, path).CombinedOutput(); err != nil {
			t.Errorf("chattr -%s %s: %v: %s", flag, path, err, out)
		}
	})
}

// TestFlags has files and directories that even their owner cannot change. It checks
// that Writable predicts whether a switch succeeds, and that no temporary file
// remains.
func TestFlags(t *testing.T) {
	const old = "local 2026-01-01"
	for _, tt := range []struct {
		flag, on string // on is mode, telemetry or go
		old      string
		fine     bool
	}{
		{"i", "mode", old, false},
		{"a", "mode", old, false},
		{"i", "telemetry", old, true}, // in place
		{"a", "telemetry", old, true}, // in place
		{"i", "telemetry", "(none)", false},
		{"a", "telemetry", "(none)", true},
		{"i", "go", "(none)", false}, // telemetry cannot be created
		{"a", "go", "(none)", true},
	} {
		for _, user := range []string{"root", "nobody"} {
			t.Run(tt.flag+" on "+tt.on+", "+tt.old+", "+user, func(t *testing.T) {
				d := freshDir(t)
				flagged := map[string]string{"mode": d.ModeFile(), "telemetry": d.Path(), "go": filepath.Dir(d.Path())}[tt.on]
				makeDir(t, filepath.Dir(d.Path()))
				if tt.on != "go" {
					makeDir(t, d.Path())
				}
				if tt.old != "(none)" {
					writeFile(t, d.ModeFile(), tt.old)
				}
				give(t, filepath.Dir(d.Path()))
				openTo(t, d)
				chattr(t, tt.flag, flagged)
				said, o := switchAs(t, user, d)
				if (said == "") != tt.fine || (o.Err == "") != tt.fine || o.Wrote != tt.fine {
					t.Errorf("writable %q, got %+v; want it switched: %t", said, o, tt.fine)
				}
				if !tt.fine && (!strings.Contains(o.Err, "(chattr +"+tt.flag+")") || o.Hint != "run: sudo chattr -"+tt.flag+" "+hint.ShellWord(flagged)) {
					t.Errorf("got %q, hint %q", o.Err, o.Hint)
				}
				if _, err := os.Stat(d.Path()); err == nil {
					noLeftovers(t, d.Path())
				}
			})
		}
	}
}

// give makes the unprivileged user the owner of everything below path.
func give(t *testing.T, path string) {
	t.Helper()
	if os.Getuid() != 0 {
		requires.Skip(t, "root", "only root may give files away")
	}
	if err := filepath.WalkDir(path, func(at string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(at, unprivileged, unprivileged)
	}); err != nil {
		t.Fatal(err)
	}
}

// switchAs checks whether the mode file is writable, and then switches.
func switchAs(t *testing.T, user string, d Dir) (said string, o outcome) {
	t.Helper()
	if user == "nobody" {
		o, said = switchAsNobody(t, d)
		return said, o
	}
	said = textOf(d.Writable())
	c, err := writer(d).Set(On, false)
	return said, outcomeOf(c, err)
}

// TestForbiddenQuestion checks that if a sandbox forbids the new system call for
// access checks, the old one is used. It knows flags and permissions too.
func TestForbiddenQuestion(t *testing.T) {
	needsStrace(t)
	for _, tt := range []struct {
		flag, errno string
	}{{"i", "EPERM"}, {"i", "ENOSYS"}, {"", "EPERM"}} {
		d := dirWith(t, "local 2026-01-01")
		if tt.flag != "" {
			chattr(t, tt.flag, d.ModeFile())
		}
		strace := reexec.Under(child(t, "able", d.Path()), "strace", "-f", "-o", os.DevNull, "-e", "trace=faccessat2,statx",
			"-e", "inject=faccessat2:error="+tt.errno, "-e", "inject=statx:error="+tt.errno)
		out, err := strace.Output()
		if err != nil {
			t.Fatal(err)
		}
		if fine := strings.TrimSpace(string(out)) == `""`; fine != (tt.flag == "") {
			t.Errorf("%+v: writable says %s", tt, out)
		}
	}
}

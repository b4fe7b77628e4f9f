package mode

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// oldOrNew checks that d holds the choice before s or the one that s makes, except
// for blanks at its end.
func (s scenario) oldOrNew(t *testing.T, d Dir) {
	t.Helper()
	raw := content(t, d.ModeFile())
	if raw != s.old && !(s.old != "(none)" && Interpret([]byte(raw)).sameMeaning(Interpret([]byte(s.old)))) &&
		!Interpret([]byte(raw)).sameMeaning(Interpret([]byte("on "+today))) {
		t.Errorf("the mode file holds %q, neither %q nor the new choice", raw, s.old)
	}
}

func (s State) sameMeaning(o State) bool {
	s.Raw, o.Raw = nil, nil
	return s.same(o)
}

// TestOrderOfSystemCalls checks that a switch survives a power failure: the content
// is on the disk before the file gets its name, and the name before success is
// reported.
func TestOrderOfSystemCalls(t *testing.T) {
	needsStrace(t)
	want := map[string]string{
		"replace":                  "write fsync renameat fsync",
		"first choice":             "mkdirat mkdirat fsync fsync write fsync renameat fsync",
		"default":                  "mkdirat mkdirat fsync fsync write fsync linkat unlinkat fsync",
		"in place, longer before":  "write fsync renameat unlinkat flock pwrite64 ftruncate fsync",
		"in place, shorter before": "write fsync renameat unlinkat flock pwrite64 pwrite64 fsync",
	}
	for _, s := range scenarios {
		var got []string
		for _, c := range s.calls(t) {
			switch c.name {
			case "write", "pwrite64", "fsync", "renameat", "linkat", "unlinkat", "mkdirat", "flock", "ftruncate":
				got = append(got, c.name)
			}
		}
		if strings.Join(got, " ") != want[s.name] {
			t.Errorf("%s:\n got %s\nwant %s", s.name, strings.Join(got, " "), want[s.name])
		}
	}
}

// TestKilledAtEachSystemCall checks that a process killed at any system call of a
// switch leaves the old choice or the new one, and that the next switch succeeds and
// cleans up.
func TestKilledAtEachSystemCall(t *testing.T) {
	needsStrace(t)
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			all := s.calls(t)
			t.Logf("%d system calls", len(all))
			for _, c := range all {
				s.killAt(t, c)
			}
		})
	}
}

func (s scenario) killAt(t *testing.T, c call) {
	t.Helper()
	d := s.lay(t)
	o, err := s.run(t, d, os.DevNull, fmt.Sprintf("%s:signal=KILL:when=%d", c.name, c.nth))
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Errorf("%v: not killed, but %+v, %v", c, o, err)
	}
	s.oldOrNew(t, d)
	if s.old != "(none)" && !d.Read().Chosen {
		t.Errorf("%v: the file is gone", c)
	}
	if _, err := writer(d).Set(Off, false); err != nil {
		t.Errorf("%v: the next switch: %v", c, err)
	}
	if got := content(t, d.ModeFile()); got != "off 2026-11-22" {
		t.Errorf("%v: the next switch wrote %q", c, got)
	}
	noLeftovers(t, d.Path())
}

// TestFailingSystemCalls checks that a full or broken disk leads to a clear error,
// that the old choice stays, and that the file is never written in place because of
// it.
func TestFailingSystemCalls(t *testing.T) {
	needsStrace(t)
	failing := map[string]bool{
		"write": true, "pwrite64": true, "fsync": true, "fchmod": true, "renameat": true, "linkat": true, "ftruncate": true,
	}
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			for i, c := range s.calls(t) {
				if failing[c.name] && !(len(s.faults) > 0 && c.name == s.faults[0][0]) {
					s.failAt(t, c, []string{"EIO", "ENOSPC"}[i%2])
				}
			}
		})
	}
}

func (s scenario) failAt(t *testing.T, c call, errno string) {
	t.Helper()
	d := s.lay(t)
	trace := filepath.Join(t.TempDir(), "trace")
	o, err := s.run(t, d, trace, fmt.Sprintf("%s:error=%s:when=%d", c.name, errno, c.nth))
	if err != nil {
		t.Fatal(err)
	}
	cause := map[string]string{"EIO": "input/output error", "ENOSPC": "no space left on device"}[errno]
	if !strings.HasPrefix(o.Err, "switching Go telemetry to on: writing ") || !strings.HasSuffix(o.Err, ": "+cause) || o.Hint == "" {
		t.Errorf("%v %s: got %+v", c, errno, o)
	}
	s.oldOrNew(t, d)
	if got := content(t, d.ModeFile()); got != s.old && (s.faults != nil || o.After != got) {
		t.Errorf("%v %s: the file holds %q, want %q again", c, errno, got, s.old)
	}
	if _, err := os.Stat(d.Path()); err == nil {
		noLeftovers(t, d.Path())
	}
	raw, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	if s.faults == nil && bytes.Contains(raw, []byte(`telemetry/mode", O_RDWR`)) {
		t.Errorf("%v %s: the file was written in place", c, errno)
	}
}

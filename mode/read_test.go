package mode

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestReadWithoutDirectory(t *testing.T) {
	s := Dir("").Read()
	if s.Mode != Off || s.Word != "off" || s.Chosen || s.Raw != nil || s.Problem != nil {
		t.Errorf("got %+v, want off, not chosen", s)
	}
}

func TestReadOddPlaces(t *testing.T) {
	tests := []struct {
		name    string
		prepare func(t *testing.T, d Dir)
		chosen  bool
		fault   string
	}{
		{"no directory", func(*testing.T, Dir) {}, false, ""},
		{"no file", func(t *testing.T, d Dir) { makeDir(t, d.Path()) }, false, ""},
		{"a file in place of the directory", func(t *testing.T, d Dir) {
			makeDir(t, filepath.Dir(d.Path()))
			writeFile(t, d.Path(), "on 2026-11-22")
		}, false, ""},
		{"a directory", func(t *testing.T, d Dir) { makeDir(t, d.ModeFile()) }, false, "unreadable"},
		{"a dangling link", func(t *testing.T, d Dir) { link(t, d, "nowhere") }, false, ""},
		{"a link to itself", func(t *testing.T, d Dir) { link(t, d, "mode") }, false, "unreadable"},
		{"an empty file", func(t *testing.T, d Dir) {
			makeDir(t, d.Path())
			writeFile(t, d.ModeFile(), "")
		}, true, "malformed"},
		{"a link to the null device", func(t *testing.T, d Dir) { link(t, d, os.DevNull) }, true, "malformed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if runtime.GOOS == "windows" && strings.Contains(tt.name, "link") {
				t.Skip("links on Windows are different")
			}
			d := freshDir(t)
			tt.prepare(t, d)
			s := d.Read()
			if s.Mode != Local || s.Chosen != tt.chosen || faultOf(s.Problem) != tt.fault {
				t.Errorf("got %+v (%v), want local, chosen %t, problem %q", s, s.Problem, tt.chosen, tt.fault)
			}
			if s.Problem != nil && hintIn(s.Problem) == "" {
				t.Errorf("no hint for %v", s.Problem)
			}
		})
	}
}

func link(t testing.TB, d Dir, to string) {
	t.Helper()
	makeDir(t, d.Path())
	if err := os.Symlink(to, d.ModeFile()); err != nil {
		t.Fatal(err)
	}
}

func TestReadIsBounded(t *testing.T) {
	d := dirWith(t, "on 2026-11-22"+strings.Repeat(" ", maxSize))
	s := d.Read()
	var malformed *MalformedError
	if !errors.As(s.Problem, &malformed) || !malformed.TooLong || len(s.Raw) != maxSize || s.Mode != On {
		t.Errorf("got mode %s, %d bytes, %v; want on, %d bytes and a malformed file", s.Mode, len(s.Raw), s.Problem, maxSize)
	}
	if s.WellFormed(On) {
		t.Error("well-formed although too long")
	}
	writeFile(t, d.ModeFile(), "off 2026-11-22"+strings.Repeat("\n", maxSize-14))
	if s := d.Read(); !s.WellFormed(Off) {
		t.Errorf("at the bound: got %v, want no problem", s.Problem)
	}
}

// TestTornRead checks that a reader waits between the moments when the go command
// truncates the file and when it writes.
func TestTornRead(t *testing.T) {
	tests := []struct {
		name   string
		writes int // the wait after which the writer continues; 0 for never
		want   string
		waits  int
	}{
		{"at once", 1, "on 2026-11-22", 1},
		{"late", 4, "on 2026-11-22", 4},
		{"never", 0, "", 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := dirWith(t, "")
			waits, total := 0, time.Duration(0)
			s := d.read(func(pause time.Duration) {
				waits++
				total += pause
				if waits == tt.writes {
					writeFile(t, d.ModeFile(), "on 2026-11-22")
				}
			})
			if string(s.Raw) != tt.want || waits != tt.waits || total > tornTotal {
				t.Errorf("got %q after %d waits of %v in all, want %q after %d", s.Raw, waits, total, tt.want, tt.waits)
			}
		})
	}
	waited := false
	dirWith(t, "off").read(func(time.Duration) { waited = true })
	if waited {
		t.Error("waited for a file that was complete")
	}
}

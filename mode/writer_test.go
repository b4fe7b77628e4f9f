package mode

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/process"
)

func TestSet(t *testing.T) {
	tests := []struct {
		name       string
		raw        string // "(none)" for no file
		mode       Mode
		ifUnchosen bool
		want       string
		wrote      bool
	}{
		{"first choice", "(none)", On, false, "on 2026-11-22", true},
		{"choosing the default", "(none)", Local, false, "local 2026-11-22", true},
		{"if unchosen, unchosen", "(none)", Off, true, "off 2026-11-22", true},
		{"if unchosen, chosen", "off 2026-01-01", On, true, "off 2026-01-01", false},
		{"if unchosen, empty", "", On, true, "", false},
		{"another", "local 2026-01-01", On, false, "on 2026-11-22", true},
		{"the same", "on 2026-01-01", On, false, "on 2026-01-01", false},
		{"the same, newline", "off 2026-01-01\n", Off, false, "off 2026-01-01\n", false},
		{"undated local", "local", Local, false, "local", false},
		{"undated off", "off", Off, false, "off", false},
		{"undated on", "on", On, false, "on 2026-11-22", true},
		{"on, bad date", "on today", On, false, "on 2026-11-22", true},
		{"local, bad date", "local today", Local, false, "local 2026-11-22", true},
		{"ON", "ON 2026-01-01", On, false, "on 2026-11-22", true},
		{"OFF to local", "OFF 2026-01-01", Local, false, "local 2026-11-22", true},
		{"empty", "", Local, false, "local 2026-11-22", true},
		{"too long", "on 2026-01-01" + strings.Repeat("\n", maxSize), On, false, "on 2026-11-22", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := freshDir(t)
			if tt.raw != "(none)" {
				d = dirWith(t, tt.raw)
			}
			before := d.Read()
			c, err := writer(d).Set(tt.mode, tt.ifUnchosen)
			if err != nil {
				t.Fatal(err)
			}
			if got := content(t, d.ModeFile()); got != tt.want || c.Wrote != tt.wrote {
				t.Errorf("got %q, wrote %t; want %q, %t", got, c.Wrote, tt.want, tt.wrote)
			}
			if !c.Before.same(before) || !c.After.same(d.Read()) {
				t.Errorf("got %+v before and %+v after", c.Before, c.After)
			}
			noLeftovers(t, d.Path())
		})
	}
}

// TestSetUnchangedDoesNotWrite checks that setting the same mode does not touch the
// file, not even its modification time.
func TestSetUnchangedDoesNotWrite(t *testing.T) {
	d := dirWith(t, "on 2026-01-01")
	old := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(d.ModeFile(), old, old); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(d.ModeFile())
	if err != nil {
		t.Fatal(err)
	}
	set(t, d, On)
	after, err := os.Stat(d.ModeFile())
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) || !after.ModTime().Equal(old) {
		t.Errorf("the file was touched: %v", after.ModTime())
	}
}

func TestSetRefusesOtherWords(t *testing.T) {
	d := freshDir(t)
	for _, m := range []Mode{"", "ON", "bogus"} {
		if _, err := writer(d).Set(m, false); err == nil || !strings.Contains(err.Error(), "on, local or off") {
			t.Errorf("%q: got %v, want an error that names the modes", m, err)
		}
	}
	if got := content(t, d.ModeFile()); got != "(none)" {
		t.Errorf("got a file with %q", got)
	}
}

func TestWithoutDirectory(t *testing.T) {
	_, err := writer("").Set(On, false)
	if !errors.Is(err, ErrNoDir) || hintIn(err) == "" {
		t.Errorf("got %v, want ErrNoDir with a hint", err)
	}
	if err := Dir("").Writable(); !errors.Is(err, ErrNoDir) {
		t.Errorf("writable: got %v, want ErrNoDir", err)
	}
}

func TestWritable(t *testing.T) {
	tests := []struct {
		name    string
		prepare func(t *testing.T, d Dir)
	}{
		{"no directory yet", func(*testing.T, Dir) {}},
		{"no file", func(t *testing.T, d Dir) { makeDir(t, d.Path()) }},
		{"a file", func(t *testing.T, d Dir) {
			makeDir(t, d.Path())
			writeFile(t, d.ModeFile(), "on")
		}},
		{"a dangling link", func(t *testing.T, d Dir) { link(t, d, "other") }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := freshDir(t)
			tt.prepare(t, d)
			root := filepath.Dir(filepath.Dir(d.Path()))
			before := listing(t, root)
			if err := d.Writable(); err != nil {
				t.Errorf("got %v, want nil", err)
			}
			if after := listing(t, root); !reflect.DeepEqual(before, after) {
				t.Errorf("Writable changed files: %v, then %v", before, after)
			}
			set(t, d, Off) // Writable was right
		})
	}
}

// listing returns all paths under root with their modification times.
func listing(t *testing.T, root string) map[string]time.Time {
	t.Helper()
	found := map[string]time.Time{}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil {
			found[path] = info.ModTime()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestStaleTemporaryFiles(t *testing.T) {
	d := dirWith(t, "local 2026-01-01")
	gone := child(t, "probe")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	name := func(pid int, rest string) string {
		return filepath.Join(d.Path(), ".mode.telemetry-ls-"+strconv.Itoa(pid)+rest)
	}
	now := time.Now()
	long := now.Add(-25 * time.Hour)
	files := []struct {
		path string
		made time.Time
		want bool // the file stays
	}{
		{name(gone.Process.Pid, "-0badcafe"), now, false},
		{name(os.Getpid(), "-0badcafe"), now, true},
		{name(os.Getpid(), "-01234567"), long, false},
		{name(gone.Process.Pid, "-"+process.Host()+"-0badcafe"), now, false},
		{name(os.Getpid(), "-"+process.Host()+"-0badcafe"), now, true},
		{name(gone.Process.Pid, "-other-host-0badcafe"), now, true}, // may be running there
		{name(gone.Process.Pid, "-other-host-01234567"), long, false},
		{filepath.Join(d.Path(), ".mode.telemetry-ls-notes"), long, true},
		{filepath.Join(d.Path(), ".other.telemetry-ls-1-0badcafe"), long, true},
		{filepath.Join(d.Path(), "mode.bak"), long, true},
	}
	for _, f := range files {
		writeFile(t, f.path, "")
		if err := os.Chtimes(f.path, f.made, f.made); err != nil {
			t.Fatal(err)
		}
	}
	set(t, d, On)
	for _, f := range files {
		if _, err := os.Stat(f.path); (err == nil) != f.want {
			t.Errorf("%s: got %v, want kept %t", filepath.Base(f.path), err, f.want)
		}
	}
}

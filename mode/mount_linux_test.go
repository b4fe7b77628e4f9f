package mode

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wantRefused switches and requires an error that ends with cause and whose hint
// contains hint. The file must not change.
func wantRefused(t *testing.T, d Dir, cause, hint string) {
	t.Helper()
	before := content(t, d.ModeFile())
	c, err := writer(d).Set(On, false)
	if err == nil || !strings.HasPrefix(err.Error(), "switching Go telemetry to on: ") || !strings.HasSuffix(err.Error(), ": "+cause) {
		t.Errorf("got %v, want an error that ends with %q", err, cause)
	}
	if got := hintIn(err); !strings.Contains(got, hint) {
		t.Errorf("hint: got %q, want %q in it", got, hint)
	}
	if got := content(t, d.ModeFile()); got != before || c.Wrote {
		t.Errorf("the file held %q and now %q; wrote %t", before, got, c.Wrote)
	}
}

func TestFullDisk(t *testing.T) {
	if !inMountNamespace(t) {
		return
	}
	for _, raw := range []string{"local 2026-01-01", "", "(none)"} {
		d := freshDir(t)
		makeDir(t, d.Path())
		mount(t, "tmpfs", d.Path(), "tmpfs", 0, "size=16k")
		if raw != "(none)" {
			writeFile(t, d.ModeFile(), raw)
		}
		fill(t, d.Path())
		wantRefused(t, d, "no space left on device", "free some space")
		noLeftovers(t, d.Path())
		remove(t, filepath.Join(d.Path(), "filler"))
		set(t, d, On)
	}
}

// TestFullDiskInPlace checks that writing in place keeps the old bytes too, if the
// directory is closed and the disk is full.
func TestFullDiskInPlace(t *testing.T) {
	if !inMountNamespace(t) {
		return
	}
	for _, raw := range []string{"", "local"} {
		d := freshDir(t)
		makeDir(t, d.Path())
		mount(t, "tmpfs", d.Path(), "tmpfs", 0, "size=16k")
		writeFile(t, d.ModeFile(), raw)
		fill(t, d.Path())
		mount(t, d.ModeFile(), d.ModeFile(), "", bind, "")
		bindDirReadOnlyKeeping(t, d)
		if raw == "" { // the first bytes of a file need a new page
			wantRefused(t, d, "no space left on device", "free some space")
		} else {
			set(t, d, On)
		}
	}
}

// TestMountedFile checks that a mode file that is a mount point, as is common in
// containers, is written in place.
func TestMountedFile(t *testing.T) {
	if !inMountNamespace(t) {
		return
	}
	for _, raw := range []string{"local 2026-01-01", "off", "", "ON and more and more and more"} {
		d := dirWith(t, raw)
		mount(t, d.ModeFile(), d.ModeFile(), "", bind, "")
		if err := d.Writable(); err != nil {
			t.Errorf("writable: got %v", err)
		}
		before, err := os.Stat(d.ModeFile())
		if err != nil {
			t.Fatal(err)
		}
		c := set(t, d, On)
		after, err := os.Stat(d.ModeFile())
		if err != nil {
			t.Fatal(err)
		}
		if got := content(t, d.ModeFile()); got != "on 2026-11-22" || !c.Wrote || !os.SameFile(before, after) {
			t.Errorf("after %q: got %q, %+v", raw, got, c)
		}
		noLeftovers(t, d.Path())
		if back, err := writer(d).Undo(c); err != nil || !back.Wrote {
			t.Errorf("undo: got %+v, %v", back, err)
		}
	}
}

func TestReadOnlyMounts(t *testing.T) {
	if !inMountNamespace(t) {
		return
	}
	t.Run("of the directory", func(t *testing.T) {
		d := dirWith(t, "local 2026-01-01")
		bindReadOnly(t, d.Path())
		wantRefused(t, d, "read-only file system", "read-only file system")
		wantUnwritable(t, d, "read-only file system")
	})
	t.Run("of the directory, no file", func(t *testing.T) {
		d := freshDir(t)
		makeDir(t, d.Path())
		bindReadOnly(t, d.Path())
		wantRefused(t, d, "read-only file system", "read-only file system")
		wantUnwritable(t, d, "read-only file system")
		if _, err := writer(d).Set(On, true); err == nil {
			t.Error("if unchosen: got no error")
		}
	})
	t.Run("of a directory above", func(t *testing.T) {
		d := freshDir(t)
		bindReadOnly(t, filepath.Dir(filepath.Dir(d.Path())))
		wantRefused(t, d, "read-only file system", "read-only file system")
		wantUnwritable(t, d, "read-only file system")
	})
	t.Run("of the file", func(t *testing.T) {
		d := dirWith(t, "local 2026-01-01")
		bindReadOnly(t, d.ModeFile())
		wantRefused(t, d, "read-only file system", "read-only file system")
		wantUnwritable(t, d, "read-only file system")
		noLeftovers(t, d.Path())
	})
	t.Run("of a link's target", func(t *testing.T) {
		d := freshDir(t)
		store := filepath.Join(filepath.Dir(filepath.Dir(d.Path())), "store")
		makeDir(t, store)
		writeFile(t, filepath.Join(store, "mode"), "local 2026-01-01")
		link(t, d, filepath.Join(store, "mode"))
		bindReadOnly(t, store)
		wantRefused(t, d, "read-only file system", "home-manager")
		wantUnwritable(t, d, "read-only file system")
	})
	t.Run("of the directory, not of the file", func(t *testing.T) {
		d := dirWith(t, "local 2026-01-01")
		mount(t, d.ModeFile(), d.ModeFile(), "", bind, "")
		bindDirReadOnlyKeeping(t, d)
		if err := d.Writable(); err != nil {
			t.Errorf("writable: got %v", err)
		}
		set(t, d, On)
	})
}

func wantUnwritable(t *testing.T, d Dir, cause string) {
	t.Helper()
	err := d.Writable()
	if err == nil || !strings.HasSuffix(err.Error(), cause) || hintIn(err) == "" {
		t.Errorf("writable: got %v, want an error that ends with %q and has a hint", err, cause)
	}
}

// TestFiftyProcessesInPlace has fifty processes write in place at once. The file
// always holds one of the choices. Newlines at its end, which do not count, show
// that a process is writing.
func TestFiftyProcessesInPlace(t *testing.T) {
	if !inMountNamespace(t) {
		return
	}
	d := dirWith(t, "local "+today)
	mount(t, d.ModeFile(), d.ModeFile(), "", bind, "")
	c := gather(t, d, "false", rounds)
	stop := watchContents(t, func() (string, error) {
		s := d.Read()
		return strings.TrimRight(string(s.Raw), "\n"), s.Problem
	})
	checkRounds(t, c.release(t))
	t.Logf("%d reads meanwhile", stop())
	if got := content(t, d.ModeFile()); !whole(got) {
		t.Errorf("at the end the file holds %q", got)
	}
}

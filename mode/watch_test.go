package mode

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

func rename2(t testing.TB, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

func TestWatchWrites(t *testing.T) {
	t.Parallel()
	d := dirWith(t, "local 2026-01-01")
	h := hear(t, d)
	set(t, d, On)
	h.next(t, "on 2026-11-22")
	writeFile(t, d.ModeFile(), "off 2026-11-22")
	h.next(t, "off 2026-11-22")
	writeFile(t, d.ModeFile(), "off 2026-11-22") // the same content is not a change
	writeFile(t, d.ModeFile(), "off 2026-11-23")
	h.next(t, "off 2026-11-23")
	remove(t, d.ModeFile())
	h.next(t, "(none)")
	if _, err := writer(d).Set(Local, true); err != nil {
		t.Fatal(err)
	}
	h.next(t, "local 2026-11-22")
	writeFile(t, filepath.Join(d.Path(), "other"), "on 2026-11-22") // another file is not a change either
	set(t, d, Off)
	h.next(t, "off 2026-11-22")
}

// TestWatchWalksDown checks that the watcher finds the mode file again, whatever is
// created, removed or renamed above it.
func TestWatchWalksDown(t *testing.T) {
	t.Parallel()
	d := freshDir(t)
	h := hear(t, d)
	parent := filepath.Dir(d.Path())
	set(t, d, On) // creates two directories at once
	h.settles(t, "on 2026-11-22")
	for i := range 5 {
		remove(t, parent)
		h.settles(t, "(none)")
		makeDir(t, d.Path())
		writeFile(t, d.ModeFile(), fmt.Sprintf("off 2026-01-0%d", i+1))
		h.settles(t, fmt.Sprintf("off 2026-01-0%d", i+1))

		rename2(t, d.Path(), d.Path()+".old")
		makeDir(t, d.Path())
		writeFile(t, d.ModeFile(), fmt.Sprintf("on 2026-01-0%d", i+1))
		h.settles(t, fmt.Sprintf("on 2026-01-0%d", i+1))
		remove(t, d.Path())
		rename2(t, d.Path()+".old", d.Path())
		h.settles(t, fmt.Sprintf("off 2026-01-0%d", i+1))

		rename2(t, parent, parent+".old")
		set(t, d, Local)
		h.settles(t, "local 2026-11-22")
		remove(t, parent+".old")
		writeFile(t, d.ModeFile(), fmt.Sprintf("off 2026-02-0%d", i+1))
		h.settles(t, fmt.Sprintf("off 2026-02-0%d", i+1))
	}
	if !h.Delivering() {
		t.Error("not delivering in the end")
	}
}

// TestWatchDirMadeAgainAtOnce removes a directory and immediately creates it again.
// The new directory can get the inode number of the old one, and fsnotify drops the
// watch of the old one later.
func TestWatchDirMadeAgainAtOnce(t *testing.T) {
	t.Parallel()
	d := dirWith(t, "local 2026-01-01")
	h := hear(t, d)
	for i := range 100 {
		remove(t, d.Path())
		makeDir(t, d.Path())
		day := fmt.Sprintf("2026-01-%02d", i%28+1)
		writeFile(t, d.ModeFile(), "off "+day)
		h.settles(t, "off "+day)
		writeFile(t, d.ModeFile(), "on "+day)
		h.settles(t, "on "+day)
	}
}

// TestWatchDirThatWasAFile replaces a file with the directory. The watcher misses no
// state.
func TestWatchDirThatWasAFile(t *testing.T) {
	t.Parallel()
	d := freshDir(t)
	makeDir(t, filepath.Dir(d.Path()))
	writeFile(t, d.Path(), "")
	h := hear(t, d)
	remove(t, d.Path())
	makeDir(t, d.Path())
	writeFile(t, d.ModeFile(), "on 2026-11-22")
	h.settles(t, "on 2026-11-22")
}

func TestWatchLinks(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("links on Windows are different")
	}
	d := freshDir(t)
	root := filepath.Dir(filepath.Dir(d.Path()))
	first, second := filepath.Join(root, "first", "mode"), filepath.Join(root, "second", "deep", "mode")
	makeDir(t, filepath.Dir(first))
	link(t, d, first)
	h := hear(t, d)
	writeFile(t, first, "on 2026-01-01") // the target of the dangling link now exists
	h.next(t, "on 2026-01-01")
	set(t, d, Off)
	h.next(t, "off 2026-11-22")
	remove(t, d.ModeFile())
	h.next(t, "(none)")
	link(t, d, second) // to a directory that does not exist yet
	makeDir(t, filepath.Dir(second))
	writeFile(t, second, "local 2026-01-02")
	h.settles(t, "local 2026-01-02")
	writeFile(t, second, "local 2026-01-03")
	h.settles(t, "local 2026-01-03")
	writeFile(t, first, "on 2026-01-04") // the link no longer leads here
	writeFile(t, second, "on 2026-01-05")
	h.next(t, "on 2026-01-05")
}

func TestWatchData(t *testing.T) {
	t.Parallel()
	d := freshDir(t)
	h := hear(t, d)
	for _, dir := range []string{d.LocalDir(), d.UploadDir()} {
		makeDir(t, dir)
		h.awaits(t, h.data, "data after making "+dir)
		if !listensCheaply(runtime.GOOS) {
			continue
		}
		for i := range 3 {
			writeFile(t, filepath.Join(dir, fmt.Sprint(i)), "x")
			h.awaits(t, h.data, "data")
		}
	}
	if len(h.states) > 0 {
		t.Errorf("heard a change of the mode: %+v", <-h.states)
	}
}

// TestWatchAccess checks that the watcher also reports a change of permissions.
func TestWatchAccess(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("directory permissions have no effect here")
	}
	t.Parallel()
	d := dirWith(t, "local 2026-01-01")
	access := make(chan struct{}, 100)
	w, err := Watch(context.Background(), d, WatchOptions{OnAccess: func() { access <- struct{}{} }})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	mustDeliver(t, d, w)
	for _, path := range []string{d.Path(), d.ModeFile()} {
		for len(access) > 0 {
			<-access
		}
		if err := os.Chmod(path, 0o500); err != nil {
			t.Fatal(err)
		}
		select {
		case <-access:
		case <-time.After(patience):
			t.Fatalf("no report of the changed permissions of %s", path)
		}
		if err := os.Chmod(path, 0o700); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWatchEmptyFile(t *testing.T) {
	t.Parallel()
	d := dirWith(t, "off 2026-01-01")
	h := hearPolling(t, d, time.Hour, tornTotal)
	writeFile(t, d.ModeFile(), "")
	h.next(t, "")
	writeFile(t, d.ModeFile(), "on 2026-01-01")
	h.next(t, "on 2026-01-01")
}

// TestWatchTornWrites checks that the watcher never reports the empty file that the
// go command leaves for a moment before it writes, however many events arrive then.
func TestWatchTornWrites(t *testing.T) {
	t.Parallel()
	d := dirWith(t, "off 2026-01-01")
	h := hear(t, d)
	order, began := startWriter(t, d, "go")
	for i := range 1000 {
		order(string(All()[i%3]) + " 2026-01-01")
		began()
	}
	order("off " + today)
	began()
	deadline := time.After(patience)
	for {
		select {
		case s := <-h.states:
			if s.Problem != nil || !s.Chosen {
				t.Fatalf("heard %+v", s)
			}
			if rawOf(s) == "off "+today {
				return
			}
		case <-deadline:
			t.Fatal("the watcher did not report the last write")
		}
	}
}

func TestClassify(t *testing.T) {
	p := plan{
		names: map[string]map[string]bool{"/c/go": {"telemetry": true}, "/c/go/telemetry": {"mode": true, "local": true}, "/": {"c": true}},
		data:  map[string]bool{"/c/go/telemetry/local": true},
	}
	tests := map[string]meaning{
		"/c/go/telemetry/mode":         ofMode,
		"/c/go/telemetry/mode.bak":     nothing,
		"/c/go/telemetry/local":        ofDir,
		"/c/go/telemetry/local/x":      ofData,
		"/c/go/telemetry/local/mode":   ofData,
		"/c/go/telemetry":              ofDir,
		"/c/go/other":                  nothing,
		"//c":                          ofMode,
		"/d":                           nothing,
		"/c/go/telemetry/upload/today": nothing,
	}
	for name, want := range tests {
		if got := p.classify(filepath.FromSlash(name)); got != want && runtime.GOOS != "windows" {
			t.Errorf("%s: got %d, want %d", name, got, want)
		}
	}
}

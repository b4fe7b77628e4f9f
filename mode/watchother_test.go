package mode

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// others returns a watcher of other files, and a channel with their contents each time that
// the watcher reports a change.
func others(t *testing.T, files func() []OtherFile) (*Watcher, chan string) {
	t.Helper()
	return othersBeside(t, dirWith(t, "off 2026-01-01"), files)
}

// othersBeside is like others for a telemetry directory.
func othersBeside(t *testing.T, dir Dir, files func() []OtherFile) (*Watcher, chan string) {
	t.Helper()
	seen := make(chan string, 1000)
	w, err := Watch(t.Context(), dir, WatchOptions{
		Others: files,
		OnOther: func() {
			var all []string
			for _, f := range files() {
				raw, _ := os.ReadFile(filepath.Join(f.Dir, f.Name))
				all = append(all, string(raw))
			}
			seen <- strings.Join(all, " ")
		},
		Poll: time.Hour, // only events
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	if !w.Delivering() {
		t.Skip("the file system reports no changes")
	}
	return w, seen
}

func expect(t *testing.T, seen chan string, want string) {
	t.Helper()
	deadline := time.After(patience)
	var got []string
	for {
		select {
		case now := <-seen:
			if now == want {
				return
			}
			got = append(got, now)
		case <-deadline:
			t.Fatalf("got %q, want %q", got, want)
		}
	}
}

// TestWatchOther checks that changes of a file and of all directories and links on the way to
// it are reported, whether or not they exist.
func TestWatchOther(t *testing.T) {
	t.Parallel()
	home := realTemp(t)
	dir := filepath.Join(home, "a", "b")
	_, seen := others(t, func() []OtherFile { return []OtherFile{{Dir: dir, Name: "policy"}} })
	file := filepath.Join(dir, "policy")
	must := func(errs ...error) {
		t.Helper()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
	}
	must(os.MkdirAll(dir, 0o755), os.WriteFile(file, []byte("1"), 0o644))
	expect(t, seen, "1")
	must(os.WriteFile(file, []byte("2"), 0o644))
	expect(t, seen, "2")
	must(os.WriteFile(file+".new", []byte("3"), 0o644), os.Rename(file+".new", file))
	expect(t, seen, "3")
	must(os.Mkdir(filepath.Join(home, "c"), 0o755), os.WriteFile(filepath.Join(home, "c", "policy"), []byte("4"), 0o644),
		os.Rename(dir, filepath.Join(home, "old")), os.Rename(filepath.Join(home, "c"), dir))
	expect(t, seen, "4")
	must(os.WriteFile(filepath.Join(home, "store"), []byte("5"), 0o644), os.Remove(file), os.Symlink("../../store", file))
	expect(t, seen, "5")
	must(os.WriteFile(filepath.Join(home, "store"), []byte("6"), 0o644))
	expect(t, seen, "6")
	must(os.RemoveAll(filepath.Join(home, "a")))
	expect(t, seen, "")
}

// TestWatchOtherOnly checks that other files are watched if the telemetry directory is unknown.
func TestWatchOtherOnly(t *testing.T) {
	t.Parallel()
	dir := realTemp(t)
	_, seen := othersBeside(t, "", func() []OtherFile { return []OtherFile{{Dir: dir, Name: "policy"}} })
	writeFile(t, filepath.Join(dir, "policy"), "1")
	expect(t, seen, "1")
}

// TestWatchOtherLater checks files that are named after the watcher has begun.
func TestWatchOtherLater(t *testing.T) {
	t.Parallel()
	dir := realTemp(t)
	var files atomicFiles
	w, seen := others(t, files.get)
	files.set(OtherFile{Dir: dir, Name: "policy", Foreign: true})
	w.Relisten()
	expect(t, seen, "")
	writeFile(t, filepath.Join(dir, "policy"), "1")
	expect(t, seen, "1")
}

// TestForeignLinks checks that the watcher doesn't follow a link that a stranger wrote.
func TestForeignLinks(t *testing.T) {
	t.Parallel()
	repo, outside := realTemp(t), realTemp(t)
	writeFile(t, filepath.Join(outside, "policy"), "1")
	if err := os.Symlink(filepath.Join(outside, "policy"), filepath.Join(repo, "policy")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	for foreign, want := range map[bool]bool{true: false, false: true} {
		w, _ := others(t, func() []OtherFile { return []OtherFile{{Dir: repo, Name: "policy", Foreign: foreign}} })
		_ = w.Close() // the listener is the test's now
		if got := slices.Contains(keys(w.listener.watched), outside); got != want {
			t.Errorf("foreign %t: watches the directory of the target: %t, want %t", foreign, got, want)
		}
		if !slices.Contains(keys(w.listener.watched), repo) {
			t.Errorf("foreign %t: doesn't watch the directory", foreign)
		}
	}
}

// TestLinkInside checks that the watcher follows the links of a stranger inside their
// directory.
func TestLinkInside(t *testing.T) {
	t.Parallel()
	repo := realTemp(t)
	if err := errors.Join(os.Mkdir(filepath.Join(repo, "sub"), 0o755), os.Symlink("sub/policy", filepath.Join(repo, "policy"))); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	_, seen := others(t, func() []OtherFile { return []OtherFile{{Dir: repo, Name: "policy", Foreign: true}} })
	writeFile(t, filepath.Join(repo, "sub", "policy"), "1")
	expect(t, seen, "1")
	writeFile(t, filepath.Join(repo, "sub", "policy"), "2")
	expect(t, seen, "2")
}

// atomicFiles are files that change while a watcher runs.
type atomicFiles struct{ now atomic.Pointer[[]OtherFile] }

func (f *atomicFiles) set(files ...OtherFile) { f.now.Store(&files) }

func (f *atomicFiles) get() []OtherFile {
	if files := f.now.Load(); files != nil {
		return *files
	}
	return nil
}

// realTemp returns a directory whose path has no links.
func realTemp(t *testing.T) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func keys[V any](m map[string]V) []string { return slices.Collect(maps.Keys(m)) }

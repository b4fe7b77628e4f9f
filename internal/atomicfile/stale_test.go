//go:build unix

package atomicfile

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/moby/sys/atomicwriter"
)

func TestIsTemp(t *testing.T) {
	for name, want := range map[string]bool{
		".tmp-a[*.prom123":     true,
		".tmp-a[*.prom":        false,
		".tmp-a[*.prom12.prom": false,
		".tmp-b.prom123":       false,
		"a[*.prom":             false,
	} {
		if got := IsTemp("dir/a[*.prom", name); got != want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

// TestRemoveStale checks that old files with the names that the library gives are removed,
// and nothing else.
func TestRemoveStale(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	w, err := atomicwriter.New(path, private)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	left, err := filepath.Glob(filepath.Join(dir, ".tmp-*"))
	if err != nil || len(left) != 1 {
		t.Fatalf("temporary files %q, %v", left, err)
	}
	err = errors.Join(
		os.WriteFile(filepath.Join(dir, ".tmp-file.bak"), nil, private), os.WriteFile(filepath.Join(dir, ".tmp-other1"), nil, private),
		os.Mkdir(filepath.Join(dir, ".tmp-file12"), 0o700), os.Symlink("nowhere", filepath.Join(dir, ".tmp-file13")),
	)
	if err != nil {
		t.Fatal(err)
	}
	kept := []string{".tmp-file.bak", ".tmp-other1", ".tmp-file12", ".tmp-file13"}
	temporary := func(name string) bool { return IsTemp(path, name) }
	RemoveStale(dir, time.Now().Add(59*time.Minute), temporary)
	alone(t, dir, append(kept, filepath.Base(left[0]))...)
	RemoveStale(dir, time.Now().Add(61*time.Minute), temporary)
	alone(t, dir, kept...)
	RemoveStale(filepath.Join(dir, "none"), time.Now(), temporary)
}

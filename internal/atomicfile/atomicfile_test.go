//go:build unix

package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/owner"
)

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// alone checks that dir has only the given names.
func alone(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != len(names) {
		t.Errorf("got %v, %v, want %q", entries, err, names)
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	for _, content := range []string{"one", "", "another"} {
		if err := Write(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, path); got != content {
			t.Errorf("got %q, want %q", got, content)
		}
		info, err := os.Stat(path)
		if err != nil || info.Mode() != 0o600 {
			t.Errorf("got mode %v, %v, want 0600", info.Mode(), err)
		}
	}
	alone(t, dir, "file")
}

func TestWriteReplacesALink(t *testing.T) {
	dir := t.TempDir()
	path, other := filepath.Join(dir, "file"), filepath.Join(dir, "other")
	for _, to := range []string{"other", "nowhere"} {
		err := errors.Join(os.WriteFile(other, []byte("kept"), 0o644), os.RemoveAll(path), os.Symlink(to, path), Write(path, []byte("new")))
		if err != nil {
			t.Fatal(err)
		}
		if got := read(t, path) + ", " + read(t, other); got != "new, kept" {
			t.Errorf("after replacing a link to %s: got %s", to, got)
		}
	}
	alone(t, dir, "file", "other")
}

func TestWriteFails(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "it")
	for name, make := range map[string]func() error{
		"a directory": func() error { return os.Mkdir(path, 0o700) },
		"a pipe":      func() error { return syscall.Mkfifo(path, 0o600) },
	} {
		if err := errors.Join(os.RemoveAll(path), make()); err != nil {
			t.Fatal(err)
		}
		if err := Write(path, []byte("x")); err == nil {
			t.Errorf("%s: no error", name)
		}
		alone(t, dir, "it")
	}
	if err := Write(filepath.Join(dir, "none", "file"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a missing directory: %v", err)
	}
}

// TestWriteAtOnce checks that readers always find a complete content while writers
// replace it, and that no temporary file remains.
func TestWriteAtOnce(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	contents := []string{"short", string(make([]byte, 1<<16))}
	if err := Write(path, []byte(contents[0])); err != nil {
		t.Fatal(err)
	}
	var writers sync.WaitGroup
	for _, content := range contents {
		writers.Go(func() {
			for range 20 {
				if err := Write(path, []byte(content)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 200 {
		if got := read(t, path); got != contents[0] && got != contents[1] {
			t.Fatalf("read %d bytes that aren't one of the contents", len(got))
		}
	}
	writers.Wait()
	alone(t, dir, "file")
}

func TestRootGivesTheFile(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can give files to other users")
	}
	dir := t.TempDir()
	if err := os.Chown(dir, 54321, 54321); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "file")
	for range 2 { // creates the file, and then replaces it
		if err := Write(path, nil); err != nil {
			t.Fatal(err)
		}
		if got := owner.Of(path); got != "user 54321" {
			t.Errorf("the file belongs to %q", got)
		}
	}
}

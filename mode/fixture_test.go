package mode

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// freshDir returns a telemetry directory that does not exist, in a directory that
// does.
func freshDir(t testing.TB) Dir {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return Dir(filepath.Join(root, "go", "telemetry"))
}

// dirWith returns a telemetry directory whose mode file holds raw.
func dirWith(t testing.TB, raw string) Dir {
	t.Helper()
	d := freshDir(t)
	makeDir(t, d.Path())
	writeFile(t, d.ModeFile(), raw)
	return d
}

func makeDir(t testing.TB, path string) {
	t.Helper()
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
}

func writeFile(t testing.TB, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// content returns the content of the file at path, or "(none)" if it does not exist.
func content(t testing.TB, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "(none)"
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// leftovers lists our temporary files in dir.
func leftovers(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, e := range entries {
		if strings.Contains(e.Name(), ".telemetry-ls-") {
			left = append(left, e.Name())
		}
	}
	return left
}

func noLeftovers(t testing.TB, dir string) {
	t.Helper()
	if left := leftovers(t, dir); left != nil {
		t.Errorf("temporary files left in %s: %q", dir, left)
	}
}

// set switches the mode and fails the test on an error.
func set(t testing.TB, d Dir, m Mode) Change {
	t.Helper()
	c, err := writer(d).Set(m, false)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func remove(t testing.TB, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

// hasXDG reports whether this system uses the configuration directory of the XDG
// specification.
func hasXDG() bool {
	return runtime.GOOS != "windows" && runtime.GOOS != "darwin" && runtime.GOOS != "ios" && runtime.GOOS != "plan9"
}

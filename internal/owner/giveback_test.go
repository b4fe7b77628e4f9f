//go:build unix

package owner

import (
	"os"
	"path/filepath"
	"testing"
)

// TestGiveBack checks that the command names only what is in the directory of a user.
func TestGiveBack(t *testing.T) {
	dir := home(t)
	elsewhere := t.TempDir()
	odd := filepath.Join(dir, `a b'$c`)
	for _, path := range []string{filepath.Join(dir, "go", "telemetry"), odd} {
		if err := os.MkdirAll(path, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	links := map[string]string{"store": elsewhere, "inside": "go", "up": "..", "gone": "none"}
	for name, to := range links {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	in := func(names ...string) string { return filepath.Join(append([]string{dir}, names...)...) }
	for _, test := range []struct {
		dir   string
		paths []string
		want  string
	}{
		{dir, []string{in("go")}, "sudo chown -R 65534 " + in("go")},
		{dir, []string{in("go"), in("inside", "telemetry")}, "sudo chown -R 65534 " + in("go") + " " + in("inside", "telemetry")},
		{dir, []string{odd}, "sudo chown -R 65534 " + dir + `/a\ b\'\$c`},
		{dir, []string{dir}, ""},
		{dir, []string{"/"}, ""},
		{dir, []string{filepath.Dir(dir)}, ""},
		{dir, []string{in("go"), in("store")}, ""},
		{dir, []string{in("up")}, ""},
		{dir, []string{in("gone")}, ""},
		{"/", []string{in("go")}, ""}, // root's
		{in("none"), []string{in("none", "go")}, ""},
		{"", []string{in("go")}, ""},
	} {
		if got := GiveBack([]string{"/none", test.dir}, test.paths...); got != test.want {
			t.Errorf("%q %q: got %q, want %q", test.dir, test.paths, got, test.want)
		}
	}
}

//go:build unix

package mode

import (
	"os"
	"path/filepath"
	"testing"
)

// links is a mode file that is a symbolic link.
var links = []struct {
	name   string
	links  [][2]string // name and target, below the root
	target string      // the file with the content, below the root
}{
	{"absolute", [][2]string{{"go/telemetry/mode", "/dots/mode"}}, "dots/mode"},
	{"relative", [][2]string{{"go/telemetry/mode", "../../dots/mode"}}, "dots/mode"},
	{"beside", [][2]string{{"go/telemetry/mode", "mode.real"}}, "go/telemetry/mode.real"},
	{"a chain", [][2]string{
		{"go/telemetry/mode", "/dots/first"},
		{"dots/first", "second"},
		{"dots/second", "../store/mode"},
	}, "store/mode"},
	{"up from a linked directory", [][2]string{
		{"go/telemetry/mode", "/short/mode"},
		{"short", "/deep/er/directory"},
		{"deep/er/directory/mode", "../beside"}, // of deep/er/directory, not of short
	}, "deep/er/beside"},
	{"the directory is a link", [][2]string{{"go/telemetry", "/store"}}, "store/mode"},
}

// layLinks makes the links of a test case below a new root.
func layLinks(t *testing.T, pairs [][2]string) (root string, d Dir) {
	t.Helper()
	d = freshDir(t)
	root = filepath.Dir(filepath.Dir(d.Path()))
	for _, dir := range []string{"dots", "store", "deep/er/directory", "go"} {
		makeDir(t, filepath.Join(root, dir))
	}
	for _, pair := range pairs {
		at, to := filepath.Join(root, pair[0]), pair[1]
		if filepath.IsAbs(to) {
			to = filepath.Join(root, to)
		}
		makeDir(t, filepath.Dir(at))
		if err := os.Symlink(to, at); err != nil {
			t.Fatal(err)
		}
	}
	return root, d
}

func TestSetThroughLinks(t *testing.T) {
	for _, tt := range links {
		for _, old := range []string{"local 2026-01-01", "(none)"} {
			t.Run(tt.name+", "+old, func(t *testing.T) {
				root, d := layLinks(t, tt.links)
				target := filepath.Join(root, tt.target)
				if old != "(none)" {
					writeFile(t, target, old)
				}
				if err := d.Writable(); err != nil {
					t.Errorf("writable: got %v", err)
				}
				c, err := writer(d).Set(On, old == "(none)")
				if err != nil {
					t.Fatal(err)
				}
				if got := content(t, target); got != "on 2026-11-22" || !c.Wrote {
					t.Errorf("got %q, wrote %t", got, c.Wrote)
				}
				for _, pair := range tt.links {
					info, err := os.Lstat(filepath.Join(root, pair[0]))
					if err != nil || info.Mode()&os.ModeSymlink == 0 {
						t.Errorf("%s is not a link anymore: %v, %v", pair[0], info, err)
					}
				}
				noLeftovers(t, filepath.Dir(target))
				if _, err := writer(d).Undo(c); err != nil {
					t.Fatal(err)
				}
				if got := content(t, target); (got == "(none)") != (old == "(none)") {
					t.Errorf("undone: got %q, was %q", got, old)
				}
			})
		}
	}
}

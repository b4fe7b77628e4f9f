//go:build unix

package symlink

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ground makes a directory with links.
func ground(t *testing.T) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.MkdirAll(filepath.Join(root, "a", "b"), 0o700), os.WriteFile(filepath.Join(root, "a", "file"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"rel": "a/b", "abs": filepath.Join(root, "a"), "up": "rel/..", "gone": "nowhere/x", "loop": "pool", "pool": "loop"} {
		if err := os.Symlink(to, filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// TestWalk checks the steps of a walk. They are marked with * for a link, ! for a blocked
// step and $ for the last one.
func TestWalk(t *testing.T) {
	root := ground(t)
	for _, test := range []struct {
		path, steps, real string
		ok                bool
	}{
		{"/a/./b//", "a a/b$", "/a/b", true},
		{"/a/b/../file", "a a/b a/file$", "/a/file", true},
		{"/rel", "rel* a a/b$", "/a/b", true},
		{"/up/file", "up* rel* a a/b a/file$", "/a/file", true},
		{"/abs/b", "abs* a a/b$", "/a/b", true},
		{"/a/file/x", "a a/file!$ a/file/x!$", "/a/file/x", true},
		{"/gone", "gone* nowhere!$ nowhere/x!$", "/nowhere/x", true},
		{"/none/../a", "none!$ a$", "/a", true},
	} {
		var steps []string
		real, ok := Walk(root+test.path, func(s Step) bool {
			name, inside := strings.CutPrefix(s.Path(), root+"/")
			if !inside {
				return true // above the ground
			}
			for _, mark := range []struct {
				set  bool
				mark string
			}{{s.Link, "*"}, {s.Blocked, "!"}, {s.Last, "$"}} {
				if mark.set {
					name += mark.mark
				}
			}
			steps = append(steps, name)
			return true
		})
		if got := strings.Join(steps, " "); got != test.steps || real != root+test.real || ok != test.ok {
			t.Errorf("%s: got %s, %s, %v, want %s, %s, %v", test.path, got, real, ok, test.steps, root+test.real, test.ok)
		}
	}
}

// TestWalkInside checks that the walk looks up nothing outside a directory.
func TestWalkInside(t *testing.T) {
	root := ground(t)
	for name, to := range map[string]string{"a/in": "b/x", "a/out": "../rel/x", "a/around": "b/../../a/file", "a/absolute": root + "/a/file"} {
		if err := os.Symlink(to, filepath.Join(root, name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{"in": "in b b/x", "out": "out", "around": "around b", "absolute": "absolute", "none": "none", "file": "file"} {
		var steps []string
		WalkInside(filepath.Join(root, "a"), name, func(s Step) bool {
			steps = append(steps, strings.TrimPrefix(s.Path(), root+"/a/"))
			return true
		})
		if got := strings.Join(steps, " "); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestWalkStops(t *testing.T) {
	root := ground(t)
	if real, ok := Walk(root+"/loop/x", func(Step) bool { return true }); ok || real != "" {
		t.Errorf("in a loop of links: %q, %v", real, ok)
	}
	n := 0
	if _, ok := Walk(root+"/a/b", func(Step) bool { n++; return n < 2 }); ok || n != 2 {
		t.Errorf("stopped at step 2: ok %v after %d steps", ok, n)
	}
}

//go:build unix

package owner

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

const unprivileged = 65534

func uidOf(t *testing.T, path string) int {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return int(info.Sys().(*syscall.Stat_t).Uid)
}

// home returns a directory that belongs to another user.
func home(t *testing.T) string {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can give files to other users")
	}
	home := t.TempDir()
	if err := os.Chown(home, unprivileged, unprivileged); err != nil {
		t.Fatal(err)
	}
	return home
}

func TestRootGivesWhatItMakes(t *testing.T) {
	home := home(t)
	deep := filepath.Join(home, "a", "b", "c")
	if err := MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"a", "a/b", "a/b/c"} {
		if got := uidOf(t, filepath.Join(home, path)); got != unprivileged {
			t.Errorf("%s belongs to %d", path, got)
		}
	}
	// The same in a directory that belongs to root.
	if err := os.Chown(filepath.Join(home, "a"), 0, 0); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(home, "a", "file")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	GiveFile(f, file)
	if got := uidOf(t, file); got != unprivileged {
		t.Errorf("a file belongs to %d", got)
	}
}

// TestRootKeepsItsOwn checks that a directory in root's directory stays root's, and that
// giving away a link doesn't give away its target.
func TestRootKeepsItsOwn(t *testing.T) {
	home := home(t)
	own := filepath.Join(t.TempDir(), "own")
	if err := MkdirAll(own, 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(home, "link")
	if err := os.Symlink(own, link); err != nil {
		t.Fatal(err)
	}
	Give(link)
	if uidOf(t, own) != 0 || uidOf(t, link) != unprivileged {
		t.Errorf("the directory belongs to user %d, and the link to it to user %d", uidOf(t, own), uidOf(t, link))
	}
}

func TestMkdirAllErrors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, filepath.Join(file, "below")} {
		if err := MkdirAll(path, 0o700); err == nil {
			t.Errorf("%s: no error", path)
		}
	}
	if err := MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Errorf("an existing directory: %v", err)
	}
}

func TestOf(t *testing.T) {
	if got := Of("/"); got != "root" {
		t.Errorf("/ belongs to %q", got)
	}
	if got := Of(filepath.Join(t.TempDir(), "none")); got != "" {
		t.Errorf("a missing file belongs to %q", got)
	}
	file := filepath.Join(home(t), "x")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(file, 54321, 54321); err != nil {
		t.Fatal(err)
	}
	if got := Of(file); got != "user 54321" {
		t.Errorf("a file of an unknown user belongs to %q", got)
	}
}

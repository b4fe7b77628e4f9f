//go:build unix

package walk

import (
	"errors"
	"os"
	"slices"
	"syscall"
	"testing"
)

// TestSpecialFiles checks that pipes and devices are never opened.
func TestSpecialFiles(t *testing.T) {
	tree(t, map[string]string{"a.sh": "bad", "device.sh": "->/dev/zero", "link.sh": "->pipe.sh"})
	if err := syscall.Mkfifo("pipe.sh", 0o600); err != nil {
		t.Fatal(err)
	}
	want(t, found(t, "."), "a.sh")
	if got := found(t, "pipe.sh", "/dev/zero", "a.sh"); !slices.Equal(got, []string{"pipe.sh unreadable: not a regular file", "/dev/zero unreadable: not a regular file", "a.sh"}) {
		t.Errorf("got %q", got)
	}
}

func TestUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root can read everything")
	}
	tree(t, map[string]string{"a/x.sh": "bad", "b.sh": "bad", "c.sh": "bad", "d/.gitignore": "*", "d/x.sh": "bad"})
	if err := errors.Join(os.Chmod("a", 0), os.Chmod("b.sh", 0), os.Chmod("d/.gitignore", 0)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod("a", 0o700) })
	if got := found(t, "."); !slices.Equal(got, []string{
		"a unreadable: permission denied", "b.sh unreadable: permission denied", "c.sh", "d/.gitignore unreadable: permission denied", "d/x.sh",
	}) {
		t.Errorf("got %q", got)
	}
}

//go:build unix

package mode

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

func TestPermissionsAreKept(t *testing.T) {
	for _, perm := range []fs.FileMode{0o600, 0o640, 0o644, 0o666, 0o444, 0o777} {
		d := dirWith(t, "local 2026-01-01")
		if err := os.Chmod(d.ModeFile(), perm); err != nil {
			t.Fatal(err)
		}
		set(t, d, On)
		if got := permOf(t, d.ModeFile()); got != perm {
			t.Errorf("got %o, want %o", got, perm)
		}
	}
}

func permOf(t testing.TB, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func TestOwnerIsKept(t *testing.T) {
	if os.Getuid() != 0 {
		requires.Skip(t, "root", "only root may change the owner of files")
	}
	d := dirWith(t, "local 2026-01-01")
	if err := os.Chown(d.ModeFile(), unprivileged, 12); err != nil {
		t.Fatal(err)
	}
	set(t, d, On)
	info, err := os.Stat(d.ModeFile())
	if err != nil {
		t.Fatal(err)
	}
	if st := info.Sys().(*syscall.Stat_t); st.Uid != unprivileged || st.Gid != 12 {
		t.Errorf("got owner %d, group %d; want %d, 12", st.Uid, st.Gid, unprivileged)
	}
}

// unprivileged is the ID of a user without privileges.
const unprivileged = 65534

// TestNewFilesAreLessTheUmask checks that a new file and new directories have the
// same permissions as those that the go command creates.
func TestNewFilesAreLessTheUmask(t *testing.T) {
	old := syscall.Umask(0o027)
	defer syscall.Umask(old)
	d := freshDir(t)
	set(t, d, On)
	if got := permOf(t, d.ModeFile()); got != 0o640 {
		t.Errorf("file: got %o, want 640", got)
	}
	for _, dir := range []string{d.Path(), filepath.Dir(d.Path())} {
		if got := permOf(t, dir); got != 0o750 {
			t.Errorf("%s: got %o, want 750", dir, got)
		}
	}
}

// TestReadDoesNotWaitForPipes checks that a pipe in place of the mode file does not
// block a reader or writer.
func TestReadDoesNotWaitForPipes(t *testing.T) {
	d := freshDir(t)
	makeDir(t, d.Path())
	if err := syscall.Mkfifo(d.ModeFile(), 0o600); err != nil {
		t.Fatal(err)
	}
	s := d.Read()
	if s.Mode != Local || s.Chosen || faultOf(s.Problem) != "unreadable" {
		t.Errorf("got %+v", s)
	}
	if _, err := writer(d).Set(On, false); err == nil {
		t.Error("wrote in place of a pipe")
	}
}

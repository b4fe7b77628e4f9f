package mode

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// inMountNamespace runs the calling test again in a process with separate mounts,
// which end with that process in any case. It returns true in that process. In this
// process it waits for the other to end and returns false.
func inMountNamespace(t *testing.T) bool {
	t.Helper()
	namespace := &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	return reexec.Again(t, func(cmd *exec.Cmd) {
		probe := child(t, "probe")
		probe.SysProcAttr = namespace
		if err := probe.Run(); err != nil {
			requires.Skip(t, "mount", "no mount namespace can be made: "+err.Error())
		}
		cmd.SysProcAttr = namespace
	})
}

func mount(t *testing.T, source, target, kind string, flags uintptr, data string) {
	t.Helper()
	if err := syscall.Mount(source, target, kind, flags, data); err != nil {
		t.Fatalf("mounting %s: %v", target, err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(target, syscall.MNT_DETACH); err != nil {
			t.Errorf("unmounting %s: %v", target, err)
		}
	})
}

// bindReadOnly mounts path read-only over itself.
func bindReadOnly(t *testing.T, path string) {
	t.Helper()
	mount(t, path, path, "", syscall.MS_BIND, "")
	if err := syscall.Mount("", path, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatalf("mounting %s read-only: %v", path, err)
	}
}

const bind = syscall.MS_BIND

// bindDirReadOnlyKeeping makes the directory of d read-only, but not the mode file,
// which is a separate mount point.
func bindDirReadOnlyKeeping(t *testing.T, d Dir) {
	t.Helper()
	aside := filepath.Join(t.TempDir(), "mode")
	writeFile(t, aside, "")
	mount(t, d.ModeFile(), aside, "", bind, "")
	bindReadOnly(t, d.Path())
	mount(t, aside, d.ModeFile(), "", bind, "")
}

// fill writes until the disk of dir is full.
func fill(t *testing.T, dir string) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, size := range []int{4096, 1} {
		for err == nil {
			_, err = f.Write(make([]byte, size))
		}
		if !fullDisk(err) {
			t.Fatal(err)
		}
		err = nil
	}
}

//go:build unix

package counterfile

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/counttest"
)

// TestOddFiles checks that a pipe without a writer makes no reader wait, and that
// devices are not read.
func TestOddFiles(t *testing.T) {
	dir := t.TempDir()
	counttest.Put(t, dir, "elsewhere", counttest.Sample.Bytes())
	counttest.Put(t, dir, "local/weekends", []byte("2\n"))
	local := filepath.Join(dir, "local")
	if err := syscall.Mkfifo(filepath.Join(local, "pipe.v1.count"), 0o666); err != nil {
		t.Skip("can't create pipes:", err)
	}
	for name, target := range map[string]string{
		"device.v1.count": "/dev/zero", "link.v1.count": "../elsewhere", "loop.v1.count": "loop.v1.count", "gone.v1.count": "nothing",
	} {
		if err := os.Symlink(target, filepath.Join(local, name)); err != nil {
			t.Fatal(err)
		}
	}
	spans, problems, err := spansIn(dir)
	if err != nil || len(spans) != 1 || spans[0].File != "local/link.v1.count" {
		t.Errorf("spans: %v, %v", spans, err)
	}
	want := []problem.Problem{
		{File: "local/device.v1.count", Code: problem.Unreadable, Message: "cannot be read: not a regular file"},
		{File: "local/loop.v1.count", Code: problem.Unreadable, Message: "cannot be read: too many levels of symbolic links"},
		{File: "local/pipe.v1.count", Code: problem.Unreadable, Message: "cannot be read: not a regular file"},
	}
	if d := cmp.Diff(want, problems); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

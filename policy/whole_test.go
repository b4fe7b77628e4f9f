package policy

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// TestReadWhole checks that a file that a program is writing is read when it is whole.
func TestReadWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, WorkspaceName)
	for name, read := range map[string]func() File{
		"machine":   func() File { return ReadMachine(path) },
		"named":     func() File { return ReadFile(path) },
		"workspace": func() File { return ReadWorkspace(dir) },
	} {
		tries := 10 // a busy machine can write too late
		for ; tries > 0 && !readsWhileWritten(t, path, read); tries-- {
			t.Logf("%s: read an empty file", name)
		}
		if tries == 0 {
			t.Errorf("%s: reads no file that a program is writing", name)
		}
	}
	write(t, path, "")
	if f := ReadMachine(path); len(f.Issues) != 1 {
		t.Errorf("a file that stays empty: %+v", f)
	}
}

// readsWhileWritten reports whether read finds the policy in a file that is empty when
// read begins.
func readsWhileWritten(t *testing.T, path string, read func() File) bool {
	t.Helper()
	write(t, path, "")
	written := make(chan error, 1)
	time.AfterFunc(time.Millisecond, func() { written <- os.WriteFile(path, []byte(`{"policy": {"mode": "off"}}`), 0o600) })
	f := read()
	if err := <-written; err != nil {
		t.Fatal(err)
	}
	return f.Policy != nil && f.Policy.Mode == mode.Off
}

package prompt

import (
	"io"
	"runtime"
	"testing"
)

// TestZombieIsNotAlive is the case of containers whose first process waits for
// nobody: a killed server stays in the table of processes.
func TestZombieIsNotAlive(t *testing.T) {
	c := startChild(t, t.TempDir())
	pid := c.cmd.Process.Pid
	if err := c.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_, _ = io.ReadAll(c.out) // ends when it does, shortly before it is a zombie
	for !zombie(pid) {
		runtime.Gosched()
	}
	if ProcessAlive(pid) {
		t.Errorf("ProcessAlive(%d) = true for a zombie", pid)
	}
}

package process

import (
	"io"
	"os"
	"runtime"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
)

func TestMain(m *testing.M) {
	reexec.Main(m, reexec.Roles{"wait": func([]string) error {
		_, err := io.Copy(io.Discard, os.Stdin)
		return err
	}})
}

func TestAlive(t *testing.T) {
	for _, pid := range []int{0, -1, -os.Getpid()} {
		if Alive(pid) {
			t.Errorf("Alive(%d) = true", pid)
		}
	}
	if !Alive(os.Getpid()) || !Alive(os.Getppid()) {
		t.Error("Alive is false for this process or its parent")
	}
	c := reexec.Start(t, reexec.Command(t, "wait"))
	pid := c.Cmd.Process.Pid
	if !Alive(pid) {
		t.Errorf("Alive(%d) = false while it runs", pid)
	}
	if err := c.Cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	// The process stays in the process table until its parent waits for it. In a
	// container whose first process doesn't wait, that can take days.
	for runtime.GOOS == "linux" && Alive(pid) {
		runtime.Gosched()
	}
	_ = c.Cmd.Wait()
	if Alive(pid) {
		t.Errorf("Alive(%d) = true after its end", pid)
	}
}

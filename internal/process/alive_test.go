package process

import (
	"io"
	"os"
	"os/exec"
	"runtime"
	"testing"
)

// TestMain lets the test program play the process that is looked at: it runs until
// its input ends.
func TestMain(m *testing.M) {
	if os.Getenv("TELEMETRY_LS_TEST_ROLE") == "wait" {
		_, _ = io.Copy(io.Discard, os.Stdin)
		return
	}
	os.Exit(m.Run())
}

// child starts a process that runs until it is killed.
func child(t *testing.T) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "TELEMETRY_LS_TEST_ROLE=wait")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return cmd
}

func TestAlive(t *testing.T) {
	for _, pid := range []int{0, -1, -os.Getpid()} {
		if Alive(pid) {
			t.Errorf("Alive(%d)", pid)
		}
	}
	if !Alive(os.Getpid()) || !Alive(os.Getppid()) {
		t.Error("this process or its parent does not live")
	}
	c := child(t)
	pid := c.Process.Pid
	if !Alive(pid) {
		t.Errorf("Alive(%d) = false while it runs", pid)
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	// Until somebody waits for it, it stays in the table of processes: in
	// containers whose first process waits for nobody, for days.
	for runtime.GOOS == "linux" && Alive(pid) {
		runtime.Gosched()
	}
	_ = c.Wait()
	if Alive(pid) {
		t.Errorf("Alive(%d) = true after its end", pid)
	}
}

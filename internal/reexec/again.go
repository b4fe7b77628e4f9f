package reexec

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Again runs the calling test again in another process, which change can prepare. If the
// test fails there, it also fails here. Again returns true in that process. In this one,
// it returns false after that process has ended.
func Again(t *testing.T, change func(*exec.Cmd)) bool {
	t.Helper()
	if os.Getenv(repeated) == t.Name() {
		return true
	}
	cmd := exec.Command(self(t), "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), repeated+"="+t.Name(), "GORACE=atexit_sleep_ms=0")
	change(cmd)
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Fatalf("in another process: %v\n%s", err, out)
	}
	t.Logf("in another process:\n%s", out)
	return false
}

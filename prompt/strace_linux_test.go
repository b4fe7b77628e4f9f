package prompt

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// On a real system without flock, as NFS can be, a window asks, a second one does
// not, and after a kill a third one does.
func TestWithoutFlock(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	window := func(dir string) *child {
		return startAs(t, dir, exec.Command("strace", "-f", "-o", os.DevNull, "-e", "trace=flock", "-e", "inject=flock:error=ENOLCK", exe))
	}
	probe := exec.Command("strace", "-f", "-o", os.DevNull, "-e", "trace=flock", "true")
	if out, err := probe.CombinedOutput(); err != nil {
		if slices.Contains(strings.Split(os.Getenv("TELEMETRY_LS_REQUIRE"), ","), "strace") {
			t.Fatalf("strace is required here: %v: %s", err, out)
		}
		t.Skipf("strace cannot trace here: %v: %s", err, out)
	}
	w := newWorld(t)
	first := window(w.dir)
	first.say("begin")
	first.wants("asks")
	second := window(w.dir)
	second.say("begin")
	second.wants(string(ReasonWaiting) + " <nil>") // the attempt is stored
	first.say("not asked")
	first.wants("<nil>")
	second.say("begin")
	second.wants("asks")
}

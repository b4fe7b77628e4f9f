package prompt

import (
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
	"github.com/telemetry-ls/telemetry-ls/internal/requires"
)

// TestWithoutFlock runs windows on a real system without flock, as NFS can be. The
// first window asks, and the second one asks only after the first could not.
func TestWithoutFlock(t *testing.T) {
	window := func(dir string) *reexec.Process {
		return startWindow(t, reexec.Under(reexec.Command(t, "window", dir),
			"strace", "-f", "-o", os.DevNull, "-e", "trace=flock", "-e", "inject=flock:error=ENOLCK"))
	}
	probe := exec.Command("strace", "-f", "-o", os.DevNull, "-e", "trace=flock", "true")
	if out, err := probe.CombinedOutput(); err != nil {
		requires.Skip(t, "strace", fmt.Sprintf("strace cannot trace here: %v: %s", err, out))
	}
	w := newWorld(t)
	first := window(w.dir)
	first.Say("begin")
	first.Wants("asks")
	second := window(w.dir)
	second.Say("begin")
	second.Wants(string(ReasonWaiting) + " <nil>") // the attempt is stored
	first.Say("not asked")
	first.Wants("<nil>")
	second.Say("begin")
	second.Wants("asks")
}

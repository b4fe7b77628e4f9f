package prompt

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/process"
	"github.com/telemetry-ls/telemetry-ls/internal/reexec"
)

func TestMain(m *testing.M) { reexec.Main(m, reexec.Roles{"window": windowRole}) }

// windowRole asks like a window. For each line of its input it does one thing and
// writes the result. Its argument is the configuration directory.
func windowRole(args []string) error {
	env := SystemEnv()
	env.ConfigDir = args[0]
	env.Getenv = func(string) string { return "" }
	var a *Attempt
	in := bufio.NewScanner(os.Stdin)
	fmt.Println("ready")
	for in.Scan() {
		switch in.Text() {
		case "begin":
			var d Decision
			var err error
			if a, d, err = New(env).Begin(asking); a != nil {
				fmt.Println("asks")
			} else {
				fmt.Println(d.Reason, err)
			}
		case "not asked":
			fmt.Println(a.NotAsked())
		}
	}
	return in.Err()
}

// window starts another process in the role windowRole.
func window(t *testing.T, dir string) *reexec.Process {
	t.Helper()
	return startWindow(t, reexec.Command(t, "window", dir))
}

func startWindow(t *testing.T, cmd *exec.Cmd) *reexec.Process {
	t.Helper()
	p := reexec.Start(t, cmd)
	p.Wants("ready")
	return p
}

func attemptsStored(w *world) int {
	w.t.Helper()
	var s state
	if err := json.Unmarshal([]byte(w.read(stateFile)), &s); err != nil {
		w.t.Fatal(err)
	}
	return len(s.Attempts)
}

func TestTwentyProcessesOneAttempt(t *testing.T) {
	t.Run("with gopls", func(t *testing.T) {
		w := newWorld(t)
		w.write(goplsFile, "- 0 1700000000 999")
		twentyProcesses(t, w)
	})
	t.Run("without gopls", func(t *testing.T) {
		twentyProcesses(t, newWorld(t))
	})
}

func twentyProcesses(t *testing.T, w *world) {
	children := make([]*reexec.Process, 20)
	for i := range children {
		children[i] = window(t, w.dir)
	}
	for _, c := range children {
		c.Say("begin")
	}
	answers := map[string]int{}
	for _, c := range children {
		answers[c.Hear()]++
	}
	asked := answers["asks"]
	delete(answers, "asks")
	delete(answers, "other-window <nil>")
	delete(answers, "waiting <nil>") // started after the attempt was stored
	if asked != 1 || len(answers) != 0 {
		t.Errorf("%d of 20 processes ask, want 1; other answers %v", asked, answers)
	}
	if n := attemptsStored(w); n != 1 {
		t.Errorf("%d attempts stored, want 1", n)
	}
}

func TestNotAskedLetsAnotherProcessAsk(t *testing.T) {
	w := newWorld(t)
	first, second := window(t, w.dir), window(t, w.dir)
	first.Say("begin")
	first.Wants("asks")
	second.Say("begin")
	second.Wants("waiting <nil>")
	if err := w.prompter().Reset(); err != nil {
		t.Fatal(err)
	}
	second.Say("begin")
	second.Wants("other-window <nil>")
	first.Say("not asked")
	first.Wants("<nil>")
	second.Say("begin")
	second.Wants("asks")
}

func TestHolderKilled(t *testing.T) {
	w := newWorld(t)
	w.write(goplsFile, "- 0 1700000000 999")
	c := window(t, w.dir)
	c.Say("begin")
	c.Wants("asks")
	w.now = time.Now().UTC() // the process has asked by its own clock, which isn't w.now
	held := w.read(goplsLock)
	if want := fmt.Sprintf(" %d ", c.Cmd.Process.Pid); !strings.Contains(held, want) {
		t.Fatalf("gopls's lock holds %q, want %q in it", held, want)
	}
	w.live[c.Cmd.Process.Pid] = true
	c.Kill()
	w.refused(ReasonWaiting) // the attempt remains stored

	w.now = w.now.Add(7 * day)
	w.touch(goplsLock, time.Minute)
	w.refused(ReasonOtherWindow) // while its process seems to be running
	w.live[c.Cmd.Process.Pid] = process.Alive(c.Cmd.Process.Pid)
	a := w.begin()
	if got := w.read(goplsLock); got == held {
		t.Errorf("gopls's lock is still that of the killed process: %q", got)
	}
	if n := attemptsStored(w); n != 2 {
		t.Errorf("%d attempts stored, want 2", n)
	}
	a.Release()
	if got := w.read(goplsLock); got != "(none)" {
		t.Errorf("lock left behind: %q", got)
	}
}

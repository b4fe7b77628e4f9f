package prompt

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/process"
)

// childDir names the variable by which a copy of this test program becomes a
// window of its own, see childMain.
const childDir = "PROMPT_TEST_CONFIG_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		childMain(dir)
		return
	}
	os.Exit(m.Run())
}

// childMain asks as a window would: for each line on stdin it does one thing
// and says on stdout how that went.
func childMain(dir string) {
	env := SystemEnv()
	env.ConfigDir = dir
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
}

// child is another process, a window.
type child struct {
	t   *testing.T
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func startChild(t *testing.T, dir string) *child {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return startAs(t, dir, exec.Command(exe))
}

// startAs starts a window by cmd.
func startAs(t *testing.T, dir string, cmd *exec.Cmd) *child {
	t.Helper()
	var err error
	c := &child{t: t, cmd: cmd}
	c.cmd.Env = append(os.Environ(), childDir+"="+dir)
	c.cmd.Stderr = os.Stderr
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.out = bufio.NewReader(out)
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.kill)
	c.wants("ready")
	return c
}

func (c *child) say(what string) {
	c.t.Helper()
	if _, err := io.WriteString(c.in, what+"\n"); err != nil {
		c.t.Fatal(err)
	}
}

func (c *child) hear() string {
	c.t.Helper()
	line, err := c.out.ReadString('\n')
	if err != nil {
		c.t.Fatal(err)
	}
	return strings.TrimSuffix(line, "\n")
}

func (c *child) wants(want string) {
	c.t.Helper()
	if got := c.hear(); got != want {
		c.t.Fatalf("the other process says %q, want %q", got, want)
	}
}

// kill ends the process as kill -9 does.
func (c *child) kill() {
	if c.cmd.ProcessState == nil {
		_ = c.cmd.Process.Kill()
		_ = c.cmd.Wait()
	}
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
	children := make([]*child, 20)
	for i := range children {
		children[i] = startChild(t, w.dir)
	}
	for _, c := range children {
		c.say("begin")
	}
	answers := map[string]int{}
	for _, c := range children {
		answers[c.hear()]++
	}
	asked := answers["asks"]
	delete(answers, "asks")
	delete(answers, "other-window <nil>")
	delete(answers, "waiting <nil>") // came when the attempt was stored
	if asked != 1 || len(answers) != 0 {
		t.Errorf("%d of 20 processes ask, want 1; other answers %v", asked, answers)
	}
	if n := attemptsStored(w); n != 1 {
		t.Errorf("%d attempts stored, want 1", n)
	}
}

func TestNotAskedLetsAnotherProcessAsk(t *testing.T) {
	w := newWorld(t)
	first, second := startChild(t, w.dir), startChild(t, w.dir)
	first.say("begin")
	first.wants("asks")
	second.say("begin")
	second.wants("waiting <nil>")
	if err := w.prompter().Reset(); err != nil {
		t.Fatal(err)
	}
	second.say("begin")
	second.wants("other-window <nil>")
	first.say("not asked")
	first.wants("<nil>")
	second.say("begin")
	second.wants("asks")
}

func TestHolderKilled(t *testing.T) {
	w := newWorld(t)
	w.write(goplsFile, "- 0 1700000000 999")
	c := startChild(t, w.dir)
	c.say("begin")
	c.wants("asks")
	held := w.read(goplsLock)
	if want := fmt.Sprintf(" %d ", c.cmd.Process.Pid); !strings.Contains(held, want) {
		t.Fatalf("gopls' lock holds %q, want %q in it", held, want)
	}
	w.live[c.cmd.Process.Pid] = true
	c.kill()
	w.refused(ReasonWaiting) // the attempt stands

	w.now = w.now.Add(7 * day)
	w.touch(goplsLock, time.Minute)
	w.refused(ReasonOtherWindow) // while its number is believed to live
	w.live[c.cmd.Process.Pid] = process.Alive(c.cmd.Process.Pid)
	a := w.begin()
	if got := w.read(goplsLock); got == held {
		t.Errorf("gopls' lock is still the one of the killed process: %q", got)
	}
	if n := attemptsStored(w); n != 2 {
		t.Errorf("%d attempts stored, want 2", n)
	}
	a.Release()
	if got := w.read(goplsLock); got != "(none)" {
		t.Errorf("lock left behind: %q", got)
	}
}

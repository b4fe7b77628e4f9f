package mode

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
)

// processes is the number of processes that switch at once.
const processes = 50

// crowd is a set of processes that wait for each other and then switch at once.
type crowd struct {
	cmds []*exec.Cmd
	ins  []io.Closer
	outs []*bufio.Reader
}

// gather starts the processes. Process i switches to each of modes(i) in d.
func gather(t *testing.T, d Dir, ifUnchosen string, modes func(i int) []string) *crowd {
	t.Helper()
	c := &crowd{}
	for i := range processes {
		cmd := child(t, "switch", append([]string{d.Path(), ifUnchosen}, modes(i)...)...)
		cmd.Env = append(cmd.Env, "GOMAXPROCS=1") // fifty at once are enough
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		c.cmds, c.ins, c.outs = append(c.cmds, cmd), append(c.ins, in), append(c.outs, bufio.NewReader(out))
	}
	for _, out := range c.outs {
		if _, err := out.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// release lets them switch, and returns the outcomes that each reports.
func (c *crowd) release(t *testing.T) [][]outcome {
	t.Helper()
	for _, in := range c.ins {
		if err := in.Close(); err != nil {
			t.Error(err)
		}
	}
	said := make([][]outcome, len(c.cmds))
	for i, cmd := range c.cmds {
		dec := json.NewDecoder(c.outs[i])
		for {
			var o outcome
			if err := dec.Decode(&o); err != nil {
				break
			}
			said[i] = append(said[i], o)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("process %d: %v", i, err)
		}
	}
	return said
}

// rounds returns the switches of process i: each mode in turn.
func rounds(i int) []string {
	var modes []string
	for round := range 6 {
		modes = append(modes, string(All()[(i+round)%3]))
	}
	return modes
}

func checkRounds(t *testing.T, said [][]outcome) {
	t.Helper()
	switched := 0
	for i, outcomes := range said {
		if len(outcomes) != len(rounds(i)) {
			t.Errorf("process %d reported %d switches, want %d", i, len(outcomes), len(rounds(i)))
		}
		for j, o := range outcomes {
			want := rounds(i)[j] + " " + today
			if waitedTooLong(o) {
				continue
			}
			switched++
			if o.Err != "" || o.Wrote && o.After != want || !whole(strings.TrimRight(o.After, "\n")) {
				t.Errorf("process %d, switch to %s: got %+v", i, rounds(i)[j], o)
			}
		}
	}
	if switched == 0 {
		t.Error("no process could switch")
	}
}

// waitedTooLong reports whether a process gave up because the others wrote for too long, as
// they can on a slow disk. It must say so, and have written nothing.
func waitedTooLong(o outcome) bool {
	return strings.HasSuffix(o.Err, "another process holds a lock on it") && !o.Wrote && whole(strings.TrimRight(o.After, "\n"))
}

// whole reports whether raw is one of the contents that the processes write.
func whole(raw string) bool {
	for _, m := range All() {
		if raw == string(m)+" "+today {
			return true
		}
	}
	return false
}

// watchContents reads the file continuously until the function it returns is called.
// That function returns the number of reads. Each content must be complete.
func watchContents(t *testing.T, read func() (string, error)) (stop func() int) {
	t.Helper()
	var ended atomic.Bool
	done := make(chan int)
	go func() {
		reads := 0
		for ; !ended.Load(); reads++ {
			raw, err := read()
			if err != nil || !whole(raw) {
				t.Errorf("read %d: got %q, %v", reads, raw, err)
				break
			}
		}
		done <- reads
	}()
	return func() int {
		ended.Store(true)
		return <-done
	}
}

// TestFiftyProcesses has fifty processes switch at once. A reader always sees one of
// the choices, and each process knows whether its choice is in force.
func TestFiftyProcesses(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows cannot replace a file that is being read, and fifty processes wait too long")
	}
	d := dirWith(t, "local "+today)
	c := gather(t, d, "false", rounds)
	stop := watchContents(t, func() (string, error) {
		raw, err := os.ReadFile(d.ModeFile())
		return string(raw), err
	})
	checkRounds(t, c.release(t))
	t.Logf("%d reads meanwhile", stop())
	noLeftovers(t, d.Path())
}

// TestFiftyDefaults has fifty processes apply a default when no mode is chosen.
// Exactly one succeeds.
func TestFiftyDefaults(t *testing.T) {
	d := freshDir(t)
	c := gather(t, d, "true", func(i int) []string { return []string{string(All()[i%3])} })
	said := c.release(t)
	stands := content(t, d.ModeFile())
	wrote := 0
	for i, outcomes := range said {
		if len(outcomes) != 1 || outcomes[0].Err != "" || outcomes[0].After != stands {
			t.Errorf("process %d: got %+v, and the file holds %q", i, outcomes, stands)
			continue
		}
		if outcomes[0].Wrote {
			wrote++
		}
	}
	// A process that comes second with the same mode reads what it would have
	// written. But only one process created the file.
	if wrote != 1 || !whole(stands) {
		t.Errorf("%d of %d wrote, and the file holds %q; want one", wrote, processes, stands)
	}
	noLeftovers(t, d.Path())
}

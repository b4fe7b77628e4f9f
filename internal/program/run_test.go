//go:build unix

package program

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// shell runs a script. The script can leave files for the test in $DIR.
func shell(ctx context.Context, t *testing.T, dir, script string) (stdout, stderr []byte, err error) {
	t.Helper()
	return Run(ctx, Command{Path: "/bin/sh", Args: []string{"-c", script}, Dir: dir, Env: []string{"PATH=/bin:/usr/bin", "DIR=" + dir}, Limit: 1000})
}

func TestRunKeepsTheBeginning(t *testing.T) {
	stdout, stderr, err := shell(t.Context(), t, t.TempDir(), "head -c 50000000 /dev/zero; head -c 3000000 /dev/zero >&2; exit 3")
	if len(stdout) != 1000 || len(stderr) != 1000 || err == nil || err.Error() != "exit status 3" {
		t.Errorf("%d and %d bytes, %v; want 1000 and 1000, exit status 3", len(stdout), len(stderr), err)
	}
}

// TestOutputIsBounded checks that the output stays limited however io.Copy fills it.
func TestOutputIsBounded(t *testing.T) {
	o := &output{limit: 10}
	for range 3 {
		if n, err := bytes.NewReader(make([]byte, 1<<20)).WriteTo(o); n != 1<<20 || err != nil {
			t.Fatal(n, err)
		}
	}
	if o.kept.Len() != 10 {
		t.Errorf("%d bytes kept, want 10", o.kept.Len())
	}
}

// pid reads the process ID that a process writes to a FIFO once it runs.
func pid(t *testing.T, fifo string) int {
	t.Helper()
	data, err := os.ReadFile(fifo)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func fifo(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, "fifo")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// gone waits until a process no longer runs. In a container whose first process
// doesn't wait for others, it stays a zombie.
func gone(t *testing.T, pid int) {
	t.Helper()
	for {
		stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if errors.Is(err, os.ErrNotExist) {
			if syscall.Kill(pid, 0) != nil {
				return
			}
			continue
		}
		if bytes.Contains(stat, []byte(") Z ")) {
			return
		}
		if t.Context().Err() != nil {
			t.Fatal("the process is still running")
		}
	}
}

// TestRunEndsItsChildren checks that Run ends the children of a program that hangs, and
// of one that has ended. They keep its outputs open.
func TestRunEndsItsChildren(t *testing.T) {
	for name, script := range map[string]string{
		"hangs": `sh -c 'echo $$ >"$DIR/fifo"; exec sleep 1000' & wait`,
		"ends":  `sh -c 'echo $$ >"$DIR/fifo"; exec sleep 1000' & echo done`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := fifo(t, dir)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			child := make(chan int, 1)
			go func() {
				n := pid(t, path)
				if name == "hangs" {
					cancel()
				}
				child <- n
			}()
			stdout, _, err := shell(ctx, t, dir, script)
			if name == "hangs" && !errors.Is(err, context.Canceled) {
				t.Errorf("%v, want cancelled", err)
			}
			if name == "ends" && (err != nil || string(stdout) != "done\n") {
				t.Errorf("%q, %v", stdout, err)
			}
			gone(t, <-child)
		})
	}
}

// TestRunHasNoTerminal checks that a program can neither ask the user nor write to the
// terminal.
func TestRunHasNoTerminal(t *testing.T) {
	stdout, _, _ := shell(t.Context(), t, t.TempDir(), "(: >/dev/tty) 2>/dev/null && echo a terminal; cat")
	if len(stdout) != 0 {
		t.Errorf("%q", stdout)
	}
}

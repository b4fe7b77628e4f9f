//go:build unix

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint/check"
	"github.com/telemetry-ls/telemetry-ls/lint/walk"
)

// process returns this program as another process, in the current directory.
func process(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &exec.Cmd{Path: self, Args: append([]string{"telemetry-ls"}, args...)}
}

// TestInterruptFix checks that a signal ends `check --fix` between two writes: each file is
// as it was or fixed, and no other file is left.
func TestInterruptFix(t *testing.T) {
	const n = 600
	text := strings.Repeat(setting+"go vet\n", 20)
	fixed := strings.Repeat("go vet\n", 20)
	files := map[string]string{}
	for i := range n { // their names fill the pipe, so the process waits for the test
		files[fmt.Sprintf("%s%d.sh", strings.Repeat("x", 200), i)] = text
	}
	write(t, files)
	cmd := process(t, "check", "--fix", ".")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(stderr)
	if line, err := lines.ReadString('\n'); err != nil || !strings.Contains(line, "fixed") {
		t.Fatalf("printed %q, %v", line, err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(lines)
	if err != nil || !strings.Contains(string(rest), "interrupted") {
		t.Errorf("no message: %v", err)
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitUsage {
		t.Errorf("exit code %d", code)
	}
	entries, err := os.ReadDir(".")
	if err != nil || len(entries) != n {
		t.Errorf("%d files are left, %v", len(entries), err)
	}
	some := 0
	for _, e := range entries {
		switch data, err := os.ReadFile(e.Name()); {
		case err != nil || string(data) != text && string(data) != fixed:
			t.Errorf("%s is half written, %v", e.Name(), err)
		case string(data) == fixed:
			some++
		}
	}
	if some == 0 || some == n {
		t.Errorf("%d files were fixed", some)
	}
}

// TestInterruptStdin checks that a signal ends the wait for standard input.
func TestInterruptStdin(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		cmd := process(t, "check", "-")
		stdin, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(cmd.Start(), cmd.Process.Signal(signal)); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != signal {
			t.Errorf("%v: %v", signal, cmd.ProcessState)
		}
		_ = stdin.Close()
	}
}

// TestInterruptBusy checks that a signal ends a check whose workers are busy with one file.
func TestInterruptBusy(t *testing.T) {
	write(t, map[string]string{"x.sh": setting})
	ctx, cancel := context.WithCancel(context.Background())
	busy := make(chan bool)
	w := &check.Walk{Walk: walk.Start(ctx, []string{"."}, walk.Steps[check.Result]{
		Known:      func(string) bool { return true },
		Suspicious: func(string) bool { return true },
		MaxSize:    len(setting),
		Check: func(walk.File) []check.Result {
			cancel()
			<-busy
			return nil
		},
	})}
	new(env).follow(ctx, w, func(r check.Result) { t.Errorf("found %+v", r) })
	close(busy)
	for range w.Results {
	}
}

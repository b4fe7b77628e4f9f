package lsprpc

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"testing"
)

// TestParentUnknown checks that 0 and negative numbers name no process.
func TestParentUnknown(t *testing.T) {
	for _, pid := range []int{0, -1} {
		s := start(t)
		s.initialize(map[string]any{"processId": pid})
		s.alive()
		s.Call("shutdown", nil)
		s.Notify("exit", nil)
		if code := s.exitCode(); code != 0 {
			t.Errorf("processId %d: exit code %d, want 0", pid, code)
		}
	}
}

// TestParentGone checks that the connection ends when the editor's process does.
func TestParentGone(t *testing.T) {
	parent := exec.Command("sleep", "600")
	if err := parent.Start(); err != nil {
		t.Skipf("starting a process to watch: %v", err)
	}
	s := start(t)
	s.initialize(map[string]any{"processId": parent.Process.Pid})
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait()
	if code := s.exitCode(); code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
}

// TestParentAlive checks that watching a running process ends with its context,
// without reporting the end of the process.
func TestParentAlive(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan bool)
	go func() { ended <- awaitEnd(ctx, os.Getpid()) }()
	for range 100 {
		runtime.Gosched() // so that it is usually waiting already
	}
	cancel()
	if <-ended {
		t.Error("a running process was reported as gone")
	}
}

// TestEditorOfAnotherNamespace checks that the number of a process that doesn't run
// here doesn't end the connection.
func TestEditorOfAnotherNamespace(t *testing.T) {
	dead := exec.Command("true")
	if err := dead.Run(); err != nil {
		t.Skip(err)
	}
	for _, pid := range []int{2147483646, dead.Process.Pid} {
		s := start(t)
		s.initialize(map[string]any{"processId": pid})
		s.alive()
		s.Call("shutdown", nil)
		s.Notify("exit", nil)
		if code := s.exitCode(); code != 0 {
			t.Errorf("exit code %d, want 0", code)
		}
	}
}

// TestCommandLineEditorOfAnotherNamespace checks the same for a number on the command
// line.
func TestCommandLineEditorOfAnotherNamespace(t *testing.T) {
	for _, pid := range []int{2147483646, 2147483648, -1} {
		s := start(t, func(o *Options) { o.ClientPID = pid })
		s.initialize(nil)
		s.alive()
	}
}

// TestCommandLineEditor checks that the process on the command line is watched
// if initialize names none.
func TestCommandLineEditor(t *testing.T) {
	for _, named := range []any{nil, 0} {
		editor := exec.Command("sleep", "600")
		if err := editor.Start(); err != nil {
			t.Skipf("starting a process to watch: %v", err)
		}
		s := start(t, func(o *Options) { o.ClientPID = editor.Process.Pid })
		s.initialize(map[string]any{"processId": named})
		if err := editor.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = editor.Wait()
		if code := s.exitCode(); code != 1 {
			t.Errorf("exit code %d, want 1", code)
		}
	}
}

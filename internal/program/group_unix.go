//go:build unix

package program

import (
	"os/exec"
	"syscall"
)

// group is a program and the processes that it starts.
type group struct{ leader int }

// startGroup starts cmd in a session of its own: its processes are one group, and
// have no terminal to ask or to write on.
func startGroup(cmd *exec.Cmd) (*group, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &group{cmd.Process.Pid}, nil
}

// end ends what the program has left running.
func (g *group) end() { _ = syscall.Kill(-g.leader, syscall.SIGKILL) }

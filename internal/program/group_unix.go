//go:build unix

package program

import (
	"os/exec"
	"syscall"
)

// group is a program and the processes that it started.
type group struct{ leader int }

// startGroup starts cmd in a separate session. Its processes are one group, without a
// terminal.
func startGroup(cmd *exec.Cmd) (*group, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &group{cmd.Process.Pid}, nil
}

// end ends the processes that the program left running.
func (g *group) end() { _ = syscall.Kill(-g.leader, syscall.SIGKILL) }

//go:build !unix && !windows

package program

import "os/exec"

// group has no processes: this system doesn't report them.
type group struct{}

func startGroup(cmd *exec.Cmd) (*group, error) { return &group{}, cmd.Start() }

func (*group) end() {}

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	summaryFiles    = 10_000
	summaryBudgetMB = 40
)

// measureSummaryMemory reads the resident memory of our server after a summary of
// many counter files, in a home of its own.
func measureSummaryMemory(_ *ground, opts options) ([]row, error) {
	g, err := newGround()
	if err != nil {
		return nil, err
	}
	defer g.remove()
	if err := g.fill(summaryFiles); err != nil {
		return nil, err
	}
	c, err := startClient(g, opts.server, "serve")
	if err != nil {
		return nil, err
	}
	defer c.stop()
	if err := c.handshake(g); err != nil {
		return nil, err
	}
	if err := c.call("workspace/executeCommand", `{"command":"telemetry-ls.summary"}`); err != nil {
		return nil, err
	}
	mb, err := residentMB(c.cmd.Process.Pid)
	return []row{{
		what: "resident memory after a summary of 10,000 files", unit: "MB", placesAfter: 1,
		ours: mb, budget: "40 MB", within: mb <= summaryBudgetMB,
	}}, err
}

// fill copies the counter file that a real go command leaves until there are n.
func (g *ground) fill(n int) error {
	cmd := exec.Command("go", "version")
	cmd.Env = g.env
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("counting with a go command: %w\n%s", err, out)
	}
	local := g.local()
	files, err := filepath.Glob(filepath.Join(local, "go@*.v1.count"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("a go command left no counter file in %s: %w", local, err)
	}
	raw, err := os.ReadFile(files[0])
	if err != nil {
		return err
	}
	_, name, _ := strings.Cut(filepath.Base(files[0]), "@")
	for i := range n {
		if err := os.WriteFile(filepath.Join(local, fmt.Sprintf("p%05d@%s", i, name)), raw, 0o644); err != nil {
			return err
		}
	}
	return nil
}

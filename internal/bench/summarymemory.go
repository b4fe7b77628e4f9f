package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const (
	summaryFiles     = 10_000
	summaryBudgetMiB = 40
)

// measureSummaryMemory reads the resident memory of our server after a summary of many
// counter files. It uses a separate home.
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
	mib, err := residentMiB(c.cmd.Process.Pid)
	return []row{{
		what: "resident memory after a summary of 10,000 files", unit: "MiB", placesAfter: 1,
		ours: mib, budget: "40 MiB", within: mib <= summaryBudgetMiB,
	}}, err
}

// fill makes n copies of a counter file written by a real go command.
func (g *ground) fill(n int) error { return g.fillPrograms(n, 1) }

// fillPrograms is like fill, but spreads the copies over the given number of programs.
func (g *ground) fillPrograms(n, programs int) error {
	raw, name, err := g.countedFile()
	if err != nil {
		return err
	}
	const program = "cmd/go"
	if programs > 1 && bytes.Count(raw, []byte(program)) == 0 {
		return fmt.Errorf("the counter file %s does not name %s", name, program)
	}
	for i := range n {
		content := raw
		if programs > 1 { // the name has the same length, so the file keeps its layout
			content = bytes.Replace(raw, []byte(program), fmt.Appendf(nil, "p/%04d", i%programs), 1)
		}
		if err := os.WriteFile(filepath.Join(g.local(), fmt.Sprintf("p%05d@%s", i, name)), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// countedFile returns a counter file written by a go command, and the part of its name
// after the program.
func (g *ground) countedFile() (raw []byte, name string, err error) {
	cmd := g.command("go", "version")
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, "", fmt.Errorf("counting with a go command: %w\n%s", err, out)
	}
	files, err := filepath.Glob(filepath.Join(g.local(), "go@*.v1.count"))
	if err != nil || len(files) == 0 {
		return nil, "", fmt.Errorf("a go command left no counter file in %s: %w", g.local(), err)
	}
	_, name, _ = strings.Cut(filepath.Base(files[0]), "@")
	raw, err = os.ReadFile(files[0])
	return raw, name, err
}

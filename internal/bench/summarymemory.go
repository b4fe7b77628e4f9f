package main

import (
	"bytes"
	"fmt"
	"os"
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
func (g *ground) fill(n int) error { return g.fillPrograms(n, 1) }

// fillPrograms does the same with the names of so many programs in the files.
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
		if programs > 1 { // a name of the same length: the file keeps its layout
			content = bytes.Replace(raw, []byte(program), fmt.Appendf(nil, "p/%04d", i%programs), 1)
		}
		if err := os.WriteFile(filepath.Join(g.local(), fmt.Sprintf("p%05d@%s", i, name)), content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// countedFile gives the counter file that a go command leaves, and its name after the
// program's.
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

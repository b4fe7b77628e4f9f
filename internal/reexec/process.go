package reexec

import (
	"bufio"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// Process is a process that reads lines and answers with lines.
type Process struct {
	Cmd *exec.Cmd

	tb  testing.TB
	in  io.WriteCloser
	out *bufio.Reader
}

// Start starts cmd, and kills it at the end of the test.
func Start(tb testing.TB, cmd *exec.Cmd) *Process {
	tb.Helper()
	in, err := cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	p := &Process{Cmd: cmd, tb: tb, in: in, out: bufio.NewReader(out)}
	tb.Cleanup(p.Kill)
	return p
}

// Say writes a line to the process.
func (p *Process) Say(line string) {
	p.tb.Helper()
	if _, err := io.WriteString(p.in, line+"\n"); err != nil {
		p.tb.Fatal(err)
	}
}

// Hear waits for the next line from the process.
func (p *Process) Hear() string {
	p.tb.Helper()
	line, err := p.out.ReadString('\n')
	if err != nil {
		p.tb.Fatalf("waiting for another process: %v, after %q", err, line)
	}
	return strings.TrimSuffix(line, "\n")
}

// Wants waits for the next line, which must be want.
func (p *Process) Wants(want string) {
	p.tb.Helper()
	if got := p.Hear(); got != want {
		p.tb.Fatalf("the other process printed %q, want %q", got, want)
	}
}

// End closes the input of the process and waits for its end.
func (p *Process) End() {
	_ = p.in.Close()
	_ = p.Cmd.Wait()
}

// Kill ends the process as kill -9 does, and waits until it is gone.
func (p *Process) Kill() {
	if p.Cmd.ProcessState == nil {
		_ = p.Cmd.Process.Kill()
		_ = p.Cmd.Wait()
	}
}

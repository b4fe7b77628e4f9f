package program

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"time"
)

// Command is a program to run until it ends.
type Command struct {
	Path  string // absolute
	Args  []string
	Dir   string
	Env   []string
	Limit int // how many bytes of each output to keep
}

// outputWait is how long to wait for outputs that a child of the program keeps open.
const outputWait = time.Second

// Run runs the program without a terminal and returns the start of its outputs. When
// the program or ctx ends, Run ends all processes that the program started.
func Run(ctx context.Context, c Command) (stdout, stderr []byte, err error) {
	out, errs := &output{limit: c.Limit}, &output{limit: c.Limit}
	cmd := exec.CommandContext(ctx, c.Path, c.Args...)
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = c.Dir, c.Env, out, errs
	cmd.WaitDelay = outputWait
	g, err := startGroup(cmd)
	if err != nil {
		return nil, nil, err
	}
	err = cmd.Wait()
	g.end()
	switch {
	case errors.Is(err, exec.ErrWaitDelay):
		err = nil // it succeeded, but a child keeps its outputs open
	case err != nil && ctx.Err() != nil:
		err = context.Cause(ctx)
	}
	return out.kept.Bytes(), errs.kept.Bytes(), err
}

// output keeps the first bytes that are written to it. It doesn't embed the buffer,
// because io.Copy would use its ReadFrom, which has no limit.
type output struct {
	limit int
	kept  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	if room := o.limit - o.kept.Len(); room > 0 {
		o.kept.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

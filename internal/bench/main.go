// Bench measures the server as an editor uses it, and compares it with gopls and with
// a program that only answers: startup, memory, the cost of idling, how soon the server
// reports a switch of the mode, requests per second, the lint, and size.
//
// Start reading in measure.go; each measure has a separate file. A run measures the
// programs in turns, so that a busy machine slows all of them down: only the ratios
// are meaningful. Run it with `make bench`.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	var opts options
	flag.StringVar(&opts.server, "server", "bin/telemetry-ls", "the server to measure")
	flag.StringVar(&opts.gopls, "gopls", "gopls", "the gopls to compare it with")
	flag.DurationVar(&opts.idle, "idle", time.Minute, "how long to measure the idle servers")
	flag.IntVar(&opts.starts, "starts", 40, "how often to start each program")
	flag.IntVar(&opts.switches, "switches", 300, "how many switches of the mode to time")
	flag.DurationVar(&opts.load, "load", 3*time.Second, "how long to send requests to each server")
	flag.StringVar(&opts.only, "only", "", "run only the measures whose names contain this text")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "bench: unexpected argument %q\n", flag.Arg(0))
		os.Exit(2)
	}
	if err := run(os.Stdout, opts); err != nil {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err)
		os.Exit(1)
	}
}

// options says what to measure and for how long.
type options struct {
	server, gopls    string
	idle, load       time.Duration
	starts, switches int
	only             string
}

// findPrograms makes the programs' paths absolute, because they are started from
// another directory.
func (o *options) findPrograms() error {
	for _, program := range []*string{&o.server, &o.gopls} {
		path, err := exec.LookPath(*program)
		if err == nil {
			path, err = filepath.Abs(path)
		}
		if err != nil {
			return fmt.Errorf("finding the programs: %w", err)
		}
		*program = path
	}
	return nil
}

func run(out io.Writer, opts options) error {
	if err := opts.findPrograms(); err != nil {
		return err
	}
	ground, err := newGround()
	if err != nil {
		return err
	}
	defer ground.remove()

	var rows []row
	for _, m := range measures {
		if !strings.Contains(m.name, opts.only) {
			continue
		}
		fmt.Fprintf(os.Stderr, "bench: %s\n", m.name)
		got, err := m.take(ground, opts)
		if err != nil {
			return fmt.Errorf("measuring %s: %w", m.name, err)
		}
		rows = append(rows, got...)
	}
	return printTable(out, rows)
}

// Telemetry-ls shows and switches the mode of Go telemetry. It is a language server for
// editors and a command-line program.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"

	"github.com/telemetry-ls/telemetry-ls/policy"
)

func main() { os.Exit(start(system())) }

// start runs the command line until it ends or is interrupted, and returns the exit
// code.
func start(e *env) int {
	// A closed stdout is an error of the write, not the end of the process.
	signal.Ignore(syscall.SIGPIPE)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	e.heedSignals = func() { cancelOnSignal(cancel) }
	return run(ctx, os.Args[1:], e)
}

// cancelOnSignal calls cancel on the first signal to end. The second signal ends the
// process immediately.
func cancelOnSignal(cancel context.CancelFunc) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		<-signals
		signal.Stop(signals)
		cancel()
	}()
}

// system returns the environment of this process.
func system() *env {
	e := &env{
		stdin:         os.Stdin,
		stdout:        os.Stdout,
		stderr:        os.Stderr,
		getenv:        os.Getenv,
		now:           time.Now,
		machinePolicy: policy.MachinePath(),
		terminal:      term.IsTerminal(int(os.Stdin.Fd())),
		piped:         !term.IsTerminal(int(os.Stdout.Fd())),
	}
	if term.IsTerminal(int(os.Stderr.Fd())) {
		e.progress = os.Stderr
	}
	return e
}

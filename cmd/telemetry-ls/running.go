package main

import (
	"context"
	"os"

	"github.com/telemetry-ls/telemetry-ls/facts"
	"github.com/telemetry-ls/telemetry-ls/running"
)

// stillCounting finds the running programs that count although the mode is off.
// With an error they are unknown.
func (e *env) stillCounting(ctx context.Context) (running.Programs, error) {
	found, err := e.machine().StillCounting(ctx, e.dir.Read())
	if ctx.Err() != nil {
		err = nil // what was found before an interrupt will do
	}
	return found, err
}

// machine is where the facts of a Status come from.
func (e *env) machine() facts.Machine {
	configDir, _ := os.UserConfigDir() // none is a fact that the Status tells
	return facts.Machine{Dir: e.dir, ConfigDir: configDir, Env: e.getenv, Now: e.now, Running: running.Find}
}

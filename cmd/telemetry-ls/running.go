package main

import (
	"context"
	"os"

	"github.com/telemetry-ls/telemetry-ls/account"
	"github.com/telemetry-ls/telemetry-ls/facts"
	"github.com/telemetry-ls/telemetry-ls/running"
)

// stillCounting finds running programs that count although the mode is off. After an
// error they are unknown.
func (e *env) stillCounting(ctx context.Context) (running.Programs, error) {
	found, err := e.machine().StillCounting(ctx, e.dir.Read())
	if ctx.Err() != nil {
		err = nil // the programs found before an interrupt are enough
	}
	return found, err
}

// machine returns the source of the facts in a Status.
func (e *env) machine() facts.Machine {
	configDir, _ := os.UserConfigDir() // the Status reports a missing one
	return facts.Machine{
		Dir: e.dir, ConfigDir: configDir, Env: e.getenv, Now: e.now,
		MachinePolicy: e.machinePolicy, Running: running.Find, Account: e.account,
	}
}

// account says in which environment this process runs.
func (e *env) account() string { return account.Find(account.System(e.getenv)).String() }

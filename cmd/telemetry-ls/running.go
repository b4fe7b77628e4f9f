package main

import (
	"context"
	"os"

	"github.com/telemetry-ls/telemetry-ls/config"
	"github.com/telemetry-ls/telemetry-ls/internal/goenv"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// stillCounting finds the running programs that count although the mode is off.
// With an error they are unknown.
func (e *env) stillCounting(ctx context.Context) (running.Programs, error) {
	switch state := e.dir.Read(); {
	case state.Unknown:
		return running.Programs{}, state.Problem
	case state.Mode != mode.Off:
		return running.Programs{}, nil
	}
	found, err := running.Find(ctx, e.dir.Path())
	if ctx.Err() != nil {
		err = nil // what was found before an interrupt will do
	}
	return found, err
}

// surroundings is what the doctor looks at beside the Status.
func (e *env) surroundings(ctx context.Context) status.Surroundings {
	configDir, _ := os.UserConfigDir() // none is a fact that the Status tells
	file := goenv.File(e.getenv, configDir)
	found, err := e.stillCounting(ctx)
	return status.Surroundings{Env: e.getenv, GoEnvFile: file, GoEnv: goenv.Read(file), Running: found, RunningUnknown: err, OwnDir: config.Closed(configDir)}
}

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
func (e *env) stillCounting(ctx context.Context) running.Programs {
	if e.dir.Read().Mode != mode.Off {
		return running.Programs{}
	}
	found, _ := running.Find(ctx, e.dir.Path()) // what was found before an interrupt will do
	return found
}

// surroundings is what the doctor looks at beside the Status.
func (e *env) surroundings(ctx context.Context) status.Surroundings {
	configDir, _ := os.UserConfigDir() // none is a fact that the Status tells
	file := goenv.File(e.getenv, configDir)
	return status.Surroundings{Env: e.getenv, GoEnvFile: file, GoEnv: goenv.Read(file), Running: e.stillCounting(ctx), OwnDir: config.Closed(configDir)}
}

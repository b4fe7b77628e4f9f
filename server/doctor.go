package server

import (
	"context"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/config"
	"github.com/telemetry-ls/telemetry-ls/internal/goenv"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// doctor is telemetry-ls.doctor.
func (s *Server) doctor(ctx context.Context, _ commands.None) (status.Checks, error) {
	file := goenv.File(s.opts.Env, s.opts.ConfigDir)
	found, err := s.stillCounting(ctx)
	return status.Doctor(s.status(), status.Surroundings{
		Env: s.opts.Env, GoEnvFile: file, GoEnv: goenv.Read(file), Running: found, RunningUnknown: err, OwnDir: config.Closed(s.opts.ConfigDir),
	}), ctx.Err()
}

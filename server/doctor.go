package server

import (
	"context"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// doctor implements telemetry-ls.doctor.
func (s *Server) doctor(ctx context.Context, _ commands.None) (status.Checks, error) {
	found, err := s.stillCounting(ctx)
	return s.machine().Doctor(s.status(), found, err), ctx.Err()
}

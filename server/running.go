package server

import (
	"context"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/running"
)

// running is telemetry-ls.running.
func (s *Server) running(ctx context.Context, _ commands.None) (running.Programs, error) {
	return running.Find(ctx, s.opts.Dir.Path())
}

package server

import (
	"context"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/process"
)

// parentPoll is how often the editor's process is looked for where nothing tells
// of its end.
const parentPoll = 30 * time.Second

// pollParent ends the server when the process pid is gone.
func (s *Server) pollParent(ctx context.Context, pid int) {
	ticker := time.NewTicker(parentPoll)
	defer ticker.Stop()
	for process.Alive(pid) {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
	s.parentGone(pid)
}

func (s *Server) parentGone(pid int) {
	s.log.Info("the editor's process is gone", "pid", pid)
	s.life.end()
}

package server

import (
	"context"
	"time"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// running is telemetry-ls.running.
func (s *Server) running(ctx context.Context, _ commands.None) (running.Programs, error) {
	return s.opts.Running(ctx, s.opts.Dir.Path())
}

// runningWait bounds how long what names running programs waits for their names:
// with thousands of processes it takes a while to look at all of them.
const runningWait = 10 * time.Second

// stillCounting gives the running programs that do not follow the mode in force:
// those that count although it is off.
func (s *Server) stillCounting(ctx context.Context) running.Programs {
	if s.opts.Dir.Read().Mode != mode.Off {
		return running.Programs{}
	}
	ctx, cancel := context.WithTimeout(ctx, runningWait)
	defer cancel()
	found, err := s.opts.Running(ctx, s.opts.Dir.Path())
	if err != nil {
		s.log.Warn("looking for programs that still count", "cause", err)
	}
	return found
}

// tellOff shows what a user must know of a switch to off. Front ends that show the
// status, and the notice or the programs, name the programs themselves.
func (s *Server) tellOff(ctx context.Context) {
	if s.client.status && (s.client.notice || s.client.running) {
		return
	}
	names := status.Names(s.stillCounting(ctx).Programs)
	now := s.status()
	if now.Mode != mode.Off || s.client.status && names == "" {
		return // switched once more meanwhile; or there is nothing to add to the status
	}
	text := now.Text + ". " + now.Switched()
	if names != "" {
		text += " Still counting: " + names + "."
	}
	s.tell(meaning{Kind: aboutSwitch}, text)
}

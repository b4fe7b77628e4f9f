package server

import (
	"context"
	"time"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// running is telemetry-ls.running.
func (s *Server) running(ctx context.Context, _ commands.None) (running.Programs, error) {
	found, err := s.opts.Running(ctx, s.opts.Dir.Path())
	if err != nil && ctx.Err() == nil {
		return running.Programs{}, &failure{err}
	}
	return found, err
}

// runningWait bounds how long what names running programs waits for their names:
// with thousands of processes it takes a while to look at all of them.
const runningWait = 10 * time.Second

// stillCounting gives the running programs that do not follow the mode in force:
// those that count although it is off. With an error they are unknown.
func (s *Server) stillCounting(ctx context.Context) (running.Programs, error) {
	ctx, cancel := context.WithTimeout(ctx, runningWait)
	defer cancel()
	found, err := s.machine().StillCounting(ctx, s.reader.Read())
	if err != nil {
		s.log.Warn("looking for programs that still count", "cause", err)
	}
	return found, err
}

// stillCountingText names the programs that count although the mode is off, or says
// that they are unknown; it is "" where there are none.
func (s *Server) stillCountingText(ctx context.Context) string {
	found, err := s.stillCounting(ctx)
	if err != nil && ctx.Err() == nil {
		return " Which running programs still count is unknown: " + err.Error() + "."
	}
	if names := status.Names(found.Programs); names != "" {
		return " Still counting: " + names + "."
	}
	return ""
}

// tellOff shows what a user must know of a switch to off. Front ends that show the
// status, and the notice or the programs, name the programs themselves.
func (s *Server) tellOff(ctx context.Context) {
	if s.client.status && (s.client.notice || s.client.running) {
		return
	}
	names := s.stillCountingText(ctx)
	now := s.status()
	if now.Mode != mode.Off || s.client.status && names == "" {
		return // switched once more meanwhile; or there is nothing to add to the status
	}
	s.tell(meaning{Kind: aboutSwitch}, protocol.MessageTypeInfo, now.Text+". "+now.Switched()+names)
}

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

// running implements telemetry-ls.running.
func (s *Server) running(ctx context.Context, _ commands.None) (running.Programs, error) {
	found, err := s.opts.Running(ctx, s.opts.Dir.Path())
	if err != nil && ctx.Err() == nil {
		return running.Programs{}, &failure{err}
	}
	return found, err
}

// runningWait limits how long a message that names running programs waits for their
// names: with thousands of processes, the search takes a while.
const runningWait = 10 * time.Second

// stillCounting returns the running programs that still count although the mode is
// off. If there is an error, they are unknown.
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
// that they are unknown. It returns "" if there are none.
func (s *Server) stillCountingText(ctx context.Context) string {
	found, err := s.stillCounting(ctx)
	if err != nil && ctx.Err() == nil {
		return " Can't tell which running programs still count: " + err.Error() + "."
	}
	if names := status.Names(found.Programs); names != "" {
		return " Still counting: " + names + "."
	}
	return ""
}

// tellOff shows what a user must know about a switch to off. Front ends that show the
// status, and the notice or the programs, name the programs themselves.
func (s *Server) tellOff(ctx context.Context) {
	if s.client.status && (s.client.notice || s.client.running) {
		return
	}
	names := s.stillCountingText(ctx)
	now := s.status()
	if now.Mode != mode.Off || s.client.status && names == "" {
		return // the mode has changed again, or there is nothing to add to the status
	}
	s.tell(meaning{Kind: aboutSwitch}, protocol.MessageTypeInfo, now.Text+". "+now.Switched()+names)
}

package server

import (
	"cmp"
	"context"
	"time"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/config"
	"github.com/telemetry-ls/telemetry-ls/internal/lsprpc"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/prompt"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// promptText is the unasked question.
const promptText = "Go telemetry: no mode was chosen in this environment, so Go counts how you use its tools and keeps the counts on this machine. Which mode do you want?"

// promptOnce decides the mode of an environment where no mode was chosen: by the
// user's own default, else by asking, in a quiet moment.
func (s *Server) promptOnce(ctx context.Context) {
	for s.asking.begin() {
		outcome := s.decideUnchosen(ctx)
		again := s.asking.end()
		s.log.Info("the prompt ended", "outcome", outcome)
		if !again {
			return
		}
		if err := s.prompter.Reset(); err != nil {
			s.log.Warn("forgetting what the prompt remembers", "cause", err)
		}
	}
}

// decideUnchosen gives what came of it, for the log.
func (s *Server) decideUnchosen(ctx context.Context) (outcome string) {
	s.forgetClosed()
	if s.applyDefault() {
		return "default"
	}
	s.awaitSettings(ctx)
	if !s.awaitQuiet(ctx) {
		return "closed"
	}
	seen := s.reader.Read()
	attempt, decision, err := s.prompter.Begin(s.promptFacts(seen))
	if decision.Problem != nil {
		s.showMessage(protocol.MessageTypeWarning, (&failure{decision.Problem}).Error())
	}
	if err != nil {
		s.log.Warn("preparing the prompt", "cause", err)
		s.tellClosed(cmp.Or(config.Closed(s.opts.ConfigDir), err))
	}
	if attempt == nil {
		s.log.Info("not asking", "reason", string(decision.Reason), "until", decision.Until)
		return "not asked"
	}
	return s.promptWith(ctx, attempt, seen)
}

// promptWith asks and stores what came of it.
func (s *Server) promptWith(ctx context.Context, attempt *prompt.Attempt, seen mode.State) (outcome string) {
	withdrawn := s.asking.hold(attempt)
	s.asking.modeSeen(s.status()) // a choice that was made since the last look
	chosen, err := s.ask(ctx, meaning{Kind: aboutPrompt}, promptText, append(choices(), notNow), withdrawn)
	s.asking.wasAnswered()
	switch {
	case err != nil && !lsprpc.IsReply(err):
		return "closed" // with the connection; the stored attempt stands
	case err != nil:
		s.log.Info("the editor could not ask", "cause", err)
		outcome, err = "not asked", attempt.NotAsked()
	case chosen.mode == "":
		outcome, err = "not now", attempt.NotNow()
	default:
		outcome, err = s.keepAnswer(attempt, chosen.mode, seen)
	}
	if err != nil {
		s.log.Warn("storing what the prompt came to", "cause", err)
	}
	return outcome
}

// keepAnswer carries an answer out and stores it. One that could not be carried
// out counts as 'not now'.
func (s *Server) keepAnswer(attempt *prompt.Attempt, want mode.Mode, seen mode.State) (outcome string, err error) {
	if err := s.answer(want, seen); err != nil {
		s.showMessage(protocol.MessageTypeError, err.Error())
		return "not kept", attempt.NotNow()
	}
	return "answered", attempt.Answered(string(want))
}

func (s *Server) promptFacts(seen mode.State) prompt.Facts {
	return prompt.Facts{
		Chosen:    seen.Chosen,
		Unknown:   seen.Unknown,
		Writable:  s.opts.Dir.Writable() == nil,
		Supported: mode.Supported(),
		Ask:       s.settings.get().Prompt == "auto",
	}
}

// awaitQuiet waits until nothing has come from the client for the prompt's delay,
// so that nobody is asked while typing. It is false if the connection ended.
func (s *Server) awaitQuiet(ctx context.Context) bool {
	for {
		left := s.settings.get().PromptDelay - s.conn.Quiet()
		if left <= 0 {
			return true
		}
		timer := time.NewTimer(left)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return false
		}
	}
}

// modeSeen withdraws the question once somebody has chosen.
func (a *asking) modeSeen(now status.Status) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if now.Chosen && a.withdrawn != nil {
		close(a.withdrawn)
		a.withdrawn = nil
	}
}

// resetPrompt is telemetry-ls.resetPrompt; the question may come again at once.
func (s *Server) resetPrompt(context.Context, commands.None) (commands.None, error) {
	if err := s.prompter.Reset(); err != nil {
		return commands.None{}, &failure{err}
	}
	if s.asking.reset() {
		s.conn.Spawn("prompt", s.promptOnce)
	}
	return commands.None{}, nil
}

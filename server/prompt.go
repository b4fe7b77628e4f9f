package server

import (
	"cmp"
	"context"
	"os"
	"time"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/config"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/prompt"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// promptAuto is the value of the setting prompt that allows the question.
const promptAuto = "auto"

// promptOn passes an event to the prompt's state machine (prompt/machine.go), which
// decides when to ask, and carries out the effect.
func (s *Server) promptOn(event prompt.Event) {
	effect, err := s.question.On(event)
	if err != nil {
		s.log.Warn("storing the outcome of the prompt", "cause", err)
	}
	s.followPrompt(effect)
}

func (s *Server) followPrompt(effect prompt.Effect) {
	if effect != "" {
		s.editor.Spawn("prompt", func(ctx context.Context) { s.runPrompt(ctx, effect) })
	}
}

// runPrompt carries out effects until the last event has none.
func (s *Server) runPrompt(ctx context.Context, effect prompt.Effect) {
	var asked asking
	for effect != "" {
		event := s.carryOut(ctx, effect, &asked)
		next, err := s.question.On(event)
		if err != nil {
			s.log.Warn("storing the outcome of the prompt", "cause", err)
		}
		if next == "" || next == prompt.Await {
			s.log.Info("the prompt ended", "outcome", outcomes[event])
		}
		effect = next
	}
}

// outcomes are the words for the log, by the event that ended the prompt.
var outcomes = map[prompt.Event]string{
	prompt.DefaultApplied: "default",
	prompt.Disconnected:   "closed",
	prompt.Refused:        "not asked",
	prompt.ErrorReply:     "not asked",
	prompt.PutAside:       "not now",
	prompt.Kept:           "answered",
	prompt.NotKept:        "not kept",
}

// asking is the state that one effect leaves for the next.
type asking struct {
	seen   mode.State // when the server decided to ask
	chosen mode.Mode  // the answer
}

// carryOut carries out the effect and returns the resulting event.
func (s *Server) carryOut(ctx context.Context, effect prompt.Effect, a *asking) prompt.Event {
	switch effect {
	case prompt.Await:
		return s.awaitMoment(ctx)
	case prompt.Decide:
		a.seen = s.reader.Read()
		return s.decide(a.seen)
	case prompt.Ask:
		event, chosen := s.putPrompt(ctx)
		a.chosen = chosen
		return event
	default: // prompt.CarryOut
		if err := s.answer(a.chosen, a.seen); err != nil {
			s.tellFailure(aboutPrompt, protocol.MessageTypeError, err)
			return prompt.NotKept
		}
		return prompt.Kept
	}
}

// awaitMoment applies the machine's policy and the user's default, or waits for a quiet
// moment.
func (s *Server) awaitMoment(ctx context.Context) prompt.Event {
	s.forgetClosed()
	if s.applyPolicy() || s.applyDefault() {
		return prompt.DefaultApplied
	}
	s.awaitSettings(ctx)
	if !s.awaitQuiet(ctx) {
		return prompt.Disconnected
	}
	return prompt.Quiet
}

// decide begins an attempt if it is time to ask, and shows any problem.
func (s *Server) decide(seen mode.State) prompt.Event {
	event, decision, err := s.question.Begin(s.promptFacts(seen))
	if decision.Problem != nil {
		s.tellFailure(aboutPrompt, protocol.MessageTypeWarning, decision.Problem)
	}
	if err != nil {
		s.log.Warn("preparing the prompt", "cause", err)
		s.tellClosed(cmp.Or(config.Closed(s.opts.ConfigDir), err))
	}
	if event == prompt.Refused {
		s.log.Info("not asking", "reason", string(decision.Reason), "until", decision.Until)
	}
	return event
}

// putPrompt asks the user and returns the choice.
func (s *Server) putPrompt(ctx context.Context) (prompt.Event, mode.Mode) {
	if s.status().Chosen { // changed since the decision
		s.promptOn(prompt.ModeChosen)
	}
	text, from := s.promptWords()
	chosen, err := s.ask(ctx, meaning{Kind: aboutPrompt, Facts: view.NoticeFacts()}, text, from, s.question.Withdrawn())
	switch {
	case err != nil && !refused(err):
		return prompt.Disconnected, ""
	case err != nil:
		s.log.Info("the editor couldn't show the question", "cause", err)
		return prompt.ErrorReply, ""
	case chosen.mode == "":
		return prompt.PutAside, ""
	}
	return prompt.Answered(string(chosen.mode)), chosen.mode
}

func (s *Server) promptFacts(seen mode.State) prompt.Facts {
	return prompt.Facts{
		Chosen:    seen.Chosen,
		Unknown:   seen.Unknown,
		Writable:  s.opts.Dir.Writable() == nil,
		Supported: mode.Supported(),
		Ask:       s.settings.get().Prompt == promptAuto,
		Decided:   nothingToChoose(s.machinePolicy()) != nil,
		Go:        s.hasGo(),
	}
}

// hasGo reports whether Go is on this machine, or was: then its telemetry directory is.
func (s *Server) hasGo() bool {
	if info, err := os.Stat(s.opts.Dir.Path()); err == nil && info.IsDir() {
		return true
	}
	return s.opts.HasGo == nil || s.opts.HasGo()
}

// awaitQuiet waits until the client has sent nothing for the prompt's delay, so that
// the question never interrupts typing. It returns false if the connection ended.
func (s *Server) awaitQuiet(ctx context.Context) bool {
	for {
		left := s.settings.get().PromptDelay - s.editor.quiet()
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

// resetPrompt implements telemetry-ls.resetPrompt. The question may return at once.
func (s *Server) resetPrompt(context.Context, commands.None) (commands.None, error) {
	effect, err := s.question.On(prompt.Reset)
	if err != nil {
		return commands.None{}, &failure{err}
	}
	s.followPrompt(effect)
	return commands.None{}, nil
}

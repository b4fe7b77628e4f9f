package server

import (
	"context"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
)

// apply sets the mode that a machine policy with apply wants. It decides about the mode file
// as it is now, because another server may have applied the policy just before.
func (w *switcher) apply() (mode.Change, *policy.Intent, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.writer.Dir.Read()
	intent := w.limits()
	m := intent.Apply(now)
	if m == "" {
		return mode.Change{Before: now, After: now}, intent, nil
	}
	change, err := w.writer.Set(m, !now.Chosen)
	if err == nil && change.Wrote {
		w.last, w.byDefault = &change, false // so that an undo says why it is refused
	}
	return change, intent, err
}

// applyPolicy applies the machine's policy, and announces that once for each content of the
// file. It reports whether it switched the mode.
func (s *Server) applyPolicy() bool {
	change, intent, err := s.switcher.apply()
	if err != nil {
		// The Status shows the drift and why the mode file can't be written.
		s.log.Warn("applying the machine's policy", "cause", err)
		return false
	}
	if !change.Wrote {
		return false
	}
	s.log.Info("applied the machine's policy", "mode", change.After.Mode)
	s.refresh()
	if s.announces("applied-policy", digest(intent)) {
		s.editor.Spawn("announcing the policy", func(ctx context.Context) { s.announcePolicy(ctx, change.After.Mode, intent) })
	}
	return true
}

func (s *Server) announcePolicy(ctx context.Context, m mode.Mode, i *policy.Intent) {
	text := "Go telemetry is now " + string(m) + ": " + i.Owner() + " " + i.Demand() + i.Because() + ". " + s.status().Switched()
	if m == mode.Off {
		text += s.stillCountingText(ctx)
	}
	s.tell(meaning{Kind: aboutSwitch, Page: policyPage}, protocol.MessageTypeInfo, text)
}

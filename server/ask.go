package server

import (
	"bytes"
	"context"
	"errors"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// choice is one answer to a question of the server.
type choice struct {
	title string
	short string    // the title for narrow buttons, "" if title is short enough
	mode  mode.Mode // "" if the answer chooses no mode
	show  bool      // opens the explanation and then asks again
}

// choices returns the answers to the question which mode to use, in display order; each
// states its effect. now is the mode in force: from off, local switches counting on.
func choices(now mode.Mode) []choice {
	local := "Keep local"
	if now == mode.Off {
		local = "Set to local"
	}
	return []choice{choiceOf(local, mode.Local), choiceOf("On", mode.On), choiceOf("Off", mode.Off), details}
}

// details is the answer that opens the explanation.
var details = choice{title: "Details...", show: true}

func choiceOf(short string, m mode.Mode) choice {
	return choice{title: short + ": " + status.Short(m), short: short, mode: m}
}

// maxShows limits how often one question opens the explanation, so that a client that
// answers automatically doesn't loop forever.
const maxShows = 10

// ask asks a question and returns the user's choice, or the zero choice if there is
// no answer. An error reply means that the user was not asked.
func (s *Server) ask(ctx context.Context, about meaning, text string, from []choice, withdrawn <-chan struct{}) (choice, error) {
	for range maxShows {
		chosen, err := s.askUser(ctx, about, text, from, withdrawn)
		if err != nil || !chosen.show {
			return chosen, err
		}
		s.showExplanation(ctx, about.Kind)
		about.Again = true
	}
	return choice{}, nil
}

// askUser is like ask, but doesn't handle the answer that opens the explanation. It
// waits indefinitely. When withdrawn is closed, it asks the editor to close the
// question, but an answer still counts.
func (s *Server) askUser(ctx context.Context, about meaning, text string, from []choice, withdrawn <-chan struct{}) (choice, error) {
	answer, err := s.editor.askMessage(ctx, questionParams(about, text, from), withdrawn)
	if err != nil {
		return choice{}, err
	}
	return chosenOf(answer, from), nil
}

// chosenOf returns the choice that the editor's answer names: by its mode, which some
// editors don't return, otherwise by its title. Anything that isn't an action of the
// question counts as no answer.
func chosenOf(answer jsontext.Value, from []choice) choice {
	var item actionItem
	if plainjson.Unmarshal(answer, &item) != nil {
		return choice{}
	}
	for _, c := range from {
		if item.Mode != "" && c.mode == item.Mode {
			return c
		}
	}
	for _, c := range from {
		if c.title == item.Title {
			return c
		}
	}
	return choice{}
}

// answer switches to the mode that the user chose when the state was seen. If another
// mode was chosen in the meantime, that mode stays and the server offers to switch.
func (s *Server) answer(want mode.Mode, seen mode.State) error {
	if err := s.machinePolicy().Refuse(want); err != nil {
		return &failure{err} // the policy changed while the question was open
	}
	now := s.reader.Read()
	if seen.Chosen && !bytes.Equal(now.Raw, seen.Raw) && now.Mode != want {
		s.editor.Spawn("offering a switch", func(ctx context.Context) { s.offerSwitch(ctx, now.Mode, want) })
		return nil
	}
	change, err := s.switcher.set(want, !seen.Chosen)
	if err != nil {
		return err
	}
	if now := change.After; !change.Wrote && now.Mode != want {
		var unreadable *mode.UnreadableError
		if errors.As(now.Problem, &unreadable) {
			return &failure{now.Problem} // not the user's choice
		}
		s.editor.Spawn("offering a switch", func(ctx context.Context) { s.offerSwitch(ctx, now.Mode, want) })
		return nil
	}
	s.tellSwitch(change)
	s.refresh()
	return nil
}

// offerSwitch tells a user who answered too late which mode is in effect, and offers
// to switch.
func (s *Server) offerSwitch(ctx context.Context, now, want mode.Mode) {
	text := "Go telemetry was set to " + string(now) + " while the question was open. Switch to " + string(want) + " anyway?"
	from := []choice{{title: "Switch to " + string(want), mode: want}, {title: "Keep " + string(now)}}
	chosen, err := s.askUser(ctx, meaning{Kind: aboutSwitch}, text, from, nil)
	if err != nil || chosen.mode != want {
		return
	}
	change, err := s.switcher.set(want, false)
	if err != nil {
		s.tellFailure(aboutSwitch, protocol.MessageTypeError, err)
		return
	}
	s.tellSwitch(change)
	s.refresh()
}

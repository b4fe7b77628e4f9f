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

// choice is one answer of the server's questions.
type choice struct {
	title string
	short string    // for narrow buttons, "" if the title is short enough
	mode  mode.Mode // "" for the answers that choose none
	show  bool      // opens the explanation, then the question comes again
}

// choices are the answers in their order; each says what follows from it.
func choices() []choice {
	return []choice{
		choiceOf("Keep local", mode.Local),
		choiceOf("On", mode.On),
		choiceOf("Off", mode.Off),
		{title: "Show what is collected", show: true},
	}
}

func choiceOf(short string, m mode.Mode) choice {
	return choice{title: short + ": " + status.Short(m), short: short, mode: m}
}

// notNow ends the list of the unasked question.
var notNow = choice{title: "Not now: ask again later", short: "Not now"}

// maxShows bounds how often one question opens the explanation, so that a client
// that answers by itself is not asked for ever.
const maxShows = 10

// ask puts a question with the choices and returns the one that the user chose, the
// zero choice for no answer. An error is an error reply: the user was not asked.
func (s *Server) ask(ctx context.Context, about meaning, text string, from []choice, withdrawn <-chan struct{}) (choice, error) {
	for range maxShows {
		chosen, err := s.askUser(ctx, about, text, from, withdrawn)
		if err != nil || !chosen.show {
			return chosen, err
		}
		s.showExplanation(ctx, about)
		about.Again = true
	}
	return choice{}, nil
}

// askUser is ask without the explanation. It waits for ever if need be. When
// withdrawn is closed it asks the editor to close the question, but an answer still
// counts.
func (s *Server) askUser(ctx context.Context, about meaning, text string, from []choice, withdrawn <-chan struct{}) (choice, error) {
	answer, err := s.editor.askMessage(ctx, questionParams(about, text, from), withdrawn)
	if err != nil {
		return choice{}, err
	}
	return chosenOf(answer, from), nil
}

// chosenOf is the choice that the editor's answer names: by its mode, which some
// editors do not return, otherwise by its title. What is no action of the question
// is no answer.
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

// answer carries out what the user chose when seen was the state. If somebody has
// chosen another mode meanwhile, that one stays, and the switch is offered.
func (s *Server) answer(want mode.Mode, seen mode.State) error {
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
			return &failure{now.Problem} // not a choice of the user
		}
		s.editor.Spawn("offering a switch", func(ctx context.Context) { s.offerSwitch(ctx, now.Mode, want) })
		return nil
	}
	s.tellSwitch(change)
	s.refresh()
	return nil
}

// offerSwitch tells a user whose answer came too late which mode is in force.
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

package server

import (
	"bytes"
	"context"
	"errors"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// choice is one answer of the questions about the mode.
type choice struct {
	title string
	mode  mode.Mode // "" for the answers that choose none
	show  bool      // opens the explanation, then the question comes again
}

// choices are the answers in their order; each says what follows from it.
func choices() []choice {
	return []choice{
		{title: "Keep local: " + status.Short(mode.Local), mode: mode.Local},
		{title: "On: " + status.Short(mode.On), mode: mode.On},
		{title: "Off: " + status.Short(mode.Off), mode: mode.Off},
		{title: "Show what is collected", show: true},
	}
}

// notNow ends the list of the unasked question.
var notNow = choice{title: "Not now: ask again later"}

// maxShows bounds how often one question opens the explanation, so that a client
// that answers by itself is not asked for ever.
const maxShows = 10

// ask puts a question with the choices and gives the one chosen, the zero choice
// for no answer. An error is an error reply: the user was not asked.
func (s *Server) ask(ctx context.Context, about meaning, text string, from []choice, withdrawn <-chan struct{}) (choice, error) {
	for range maxShows {
		title, err := s.askUser(ctx, about, text, from, withdrawn)
		if err != nil {
			return choice{}, err
		}
		var chosen choice
		for _, c := range from {
			if c.title == title {
				chosen = c
			}
		}
		if !chosen.show {
			return chosen, nil
		}
		s.showExplanation(ctx)
	}
	return choice{}, nil
}

// askUser shows text with the titles of from and waits, for ever if need be, for the
// title of the chosen one; "" means none. When withdrawn is closed the editor is
// asked to take the question back, but an answer still counts.
func (s *Server) askUser(ctx context.Context, about meaning, text string, from []choice, withdrawn <-chan struct{}) (string, error) {
	params, err := questionParams(about, text, from)
	if err != nil {
		return "", err
	}
	question := s.conn.Call(ctx, protocol.MethodWindowShowMessageRequest, params)
	select {
	case <-withdrawn:
		question.Withdraw()
	case <-question.Done():
	case <-ctx.Done():
	}
	var raw jsontext.Value
	if err := question.Await(ctx, &raw); err != nil {
		return "", err
	}
	var item struct {
		Title string `json:"title"`
	}
	_ = plainjson.Unmarshal(raw, &item) // what is not an action is no answer
	return item.Title, nil
}

// answer carries out what the user chose when seen was the state. If somebody has
// chosen another mode meanwhile, that one stays, and the switch is offered.
func (s *Server) answer(want mode.Mode, seen mode.State) error {
	now := s.reader.Read()
	if seen.Chosen && !bytes.Equal(now.Raw, seen.Raw) && now.Mode != want {
		s.conn.Spawn("offering a switch", func(ctx context.Context) { s.offerSwitch(ctx, now.Mode, want) })
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
		s.conn.Spawn("offering a switch", func(ctx context.Context) { s.offerSwitch(ctx, now.Mode, want) })
		return nil
	}
	s.tellSwitch(change)
	s.refresh()
	return nil
}

// offerSwitch tells a user whose answer came too late which mode is in force.
func (s *Server) offerSwitch(ctx context.Context, now, want mode.Mode) {
	text := "Go telemetry was set to " + string(now) + " while the question was open, and stays so. Switch to " + string(want) + "?"
	yes := "Switch to " + string(want)
	title, err := s.askUser(ctx, meaning{Kind: aboutSwitch}, text, []choice{{title: yes, mode: want}, {title: "Keep " + string(now)}}, nil)
	if err != nil || title != yes {
		return
	}
	change, err := s.switcher.set(want, false)
	if err != nil {
		s.showMessage(protocol.MessageTypeError, err.Error())
		return
	}
	s.tellSwitch(change)
	s.refresh()
}

// asking is the state of the unasked question.
type asking struct {
	mu        sync.Mutex // guards what follows
	open      bool
	answered  bool // the open question was answered; what it came to is being kept
	again     bool // somebody wants to be asked anew after that
	attempt   interface{ Release() }
	withdrawn chan struct{} // closed when somebody has chosen
}

// begin claims the right to ask in this process.
func (a *asking) begin() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.open {
		return false
	}
	a.open, a.answered, a.again = true, false, false
	return true
}

// wasAnswered notes that the open question is on nobody's screen any more.
func (a *asking) wasAnswered() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.answered = true
}

// reset notes that somebody wants to be asked anew. It is true where nothing is
// open; an open question itself is the new one.
func (a *asking) reset() (free bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.again = a.open && a.answered
	return !a.open
}

func (a *asking) hold(attempt interface{ Release() }) <-chan struct{} {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.attempt, a.withdrawn = attempt, make(chan struct{})
	return a.withdrawn
}

// end frees the right to ask; again is true if somebody wants to be asked anew.
func (a *asking) end() (again bool) {
	a.release()
	a.mu.Lock()
	defer a.mu.Unlock()
	a.open = false
	return a.again
}

// release frees the locks of a question that is still open; the attempt that was
// stored stands. It is safe to call at any time.
func (a *asking) release() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.attempt != nil {
		a.attempt.Release()
		a.attempt = nil
	}
}

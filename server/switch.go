package server

import (
	"context"
	"errors"
	"sync"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// errNothingToUndo is returned by telemetry-ls.undoSwitch before any switch.
var errNothingToUndo = hint.New(
	errors.New("undoing the last switch: this server has switched nothing that could be taken back"),
	"choose the mode you want: on, local or off",
)

// switcher makes the switches of this process and remembers the last one.
type switcher struct {
	mu     sync.Mutex // one switch at a time; guards last
	writer mode.Writer
	last   *mode.Change
}

func (w *switcher) set(m mode.Mode, ifUnchosen bool) (mode.Change, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change, err := w.writer.Set(m, ifUnchosen)
	if err != nil {
		return change, &failure{err}
	}
	if change.Wrote {
		w.last = &change
	}
	return change, nil
}

// undo takes back the last switch.
func (w *switcher) undo() (mode.Change, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.last == nil {
		return mode.Change{}, &failure{errNothingToUndo}
	}
	return w.takeBack(*w.last)
}

// undoThis takes back a certain switch, if it still is the last.
func (w *switcher) undoThis(c mode.Change) (mode.Change, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.takeBack(c)
}

func (w *switcher) takeBack(c mode.Change) (mode.Change, error) {
	change, err := w.writer.Undo(c)
	if err != nil {
		return change, &failure{err}
	}
	w.last = nil
	return change, nil
}

// setMode is telemetry-ls.setMode.
func (s *Server) setMode(_ context.Context, arg commands.SetModeArgs) (status.Status, error) {
	change, err := s.switcher.set(mode.Mode(arg.Mode), arg.IfUnchosen)
	if err != nil {
		return status.Status{}, err
	}
	if arg.IfUnchosen && change.Wrote {
		s.announceDefault(change, "the default for new environments in your editor's settings")
	} else {
		s.tellSwitch(change)
	}
	return s.statusAfterSwitch(), nil
}

// undoSwitch is telemetry-ls.undoSwitch.
func (s *Server) undoSwitch(context.Context, commands.None) (status.Status, error) {
	change, err := s.switcher.undo()
	if err != nil {
		return status.Status{}, err
	}
	s.tellSwitch(change)
	return s.statusAfterSwitch(), nil
}

func (s *Server) statusAfterSwitch() status.Status {
	s.refresh()
	return s.status()
}

// tellSwitch shows what a user must know of a switch: the notice of a switch to
// on, and, where no status line shows it, the mode.
func (s *Server) tellSwitch(c mode.Change) {
	switch {
	case !c.Wrote:
	case c.After.Mode == mode.On && c.After.Chosen:
		if !s.client.notice {
			s.showMessage(protocol.MessageTypeInfo, view.Notice())
		}
	case !s.client.status:
		s.showMessage(protocol.MessageTypeInfo, "Go telemetry: "+string(c.After.Mode)+". "+status.Meaning(c.After.Mode))
	}
}

// undoTitle is the action of an announcement.
const undoTitle = "Undo"

// announceDefault says that a mode was set without asking, where it came from, and
// offers to take that back.
func (s *Server) announceDefault(made mode.Change, source string) {
	m := made.After.Mode
	text := "Go telemetry is now " + string(m) + ": " + source + " says so. " + status.Meaning(m)
	if m == mode.On && !s.client.notice {
		text = "Go telemetry is now on: " + source + " says so. " + view.Notice()
	}
	s.refresh()
	s.spawn("announcement", func(ctx context.Context) {
		title, err := s.askUser(ctx, text, []string{undoTitle}, nil)
		if isReply(err) {
			s.showMessage(protocol.MessageTypeInfo, text+" To take it back, run telemetry-ls.undoSwitch.")
			return
		}
		if title != undoTitle {
			return
		}
		change, err := s.switcher.undoThis(made)
		if err != nil {
			s.showMessage(protocol.MessageTypeError, err.Error())
			return
		}
		s.tellSwitch(change)
		s.refresh()
	})
}

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
	errors.New("undoing the last switch: there is nothing to undo in this session"),
	"choose the mode you want: on, local or off",
)

// switcher makes the switches of this process and remembers the last one.
type switcher struct {
	mu        sync.Mutex // one switch at a time; guards what follows
	writer    mode.Writer
	refused   func() // called after a refusal, whose cause no event may have told (chattr +i)
	last      *mode.Change
	byDefault bool // last was a default for new environments
}

func (w *switcher) set(m mode.Mode, ifUnchosen bool) (mode.Change, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.write(m, ifUnchosen, false)
}

// setDefault sets a default for new environments where no mode was chosen. The
// change is the one to give to undoThis.
func (w *switcher) setDefault(m mode.Mode) (*mode.Change, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	change, err := w.write(m, true, true)
	if err == nil && change.Wrote {
		return w.last, nil
	}
	return &change, err
}

func (w *switcher) write(m mode.Mode, ifUnchosen, byDefault bool) (mode.Change, error) {
	change, err := w.writer.Set(m, ifUnchosen)
	if err != nil {
		w.refused()
		return change, &failure{err}
	}
	if change.Wrote {
		w.last, w.byDefault = &change, byDefault
	}
	return change, nil
}

// undo takes back the last switch; declined is the default that it was, if any.
func (w *switcher) undo() (c mode.Change, declined mode.Mode, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.last == nil {
		return mode.Change{}, "", &failure{errNothingToUndo}
	}
	if w.byDefault {
		declined = w.last.After.Mode
	}
	c, err = w.takeBack(*w.last)
	return c, declined, err
}

// undoThis takes back a certain switch, if it still is the last.
func (w *switcher) undoThis(c *mode.Change) (mode.Change, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.last != c {
		return mode.Change{}, &failure{mode.ErrChangedSince}
	}
	return w.takeBack(*c)
}

func (w *switcher) takeBack(c mode.Change) (mode.Change, error) {
	change, err := w.writer.Undo(c)
	if err != nil {
		w.refused()
		return change, &failure{err}
	}
	w.last = nil
	return change, nil
}

// setMode is telemetry-ls.setMode.
func (s *Server) setMode(_ context.Context, arg commands.SetModeArgs) (status.Status, error) {
	if arg.IfUnchosen {
		change, err := s.setDefault(arg.Mode, arg.UnlessUndone)
		if err != nil {
			return status.Status{}, err
		}
		now := s.statusAfterSwitch() // before the user can take it back
		s.announceDefault(change, "your editor's settings")
		return now, nil
	}
	change, err := s.switcher.set(arg.Mode, false)
	if err != nil {
		return status.Status{}, err
	}
	s.tellSwitch(change)
	return s.statusAfterSwitch(), nil
}

// undoSwitch is telemetry-ls.undoSwitch.
func (s *Server) undoSwitch(context.Context, commands.None) (status.Status, error) {
	change, declined, err := s.switcher.undo()
	if err != nil {
		return status.Status{}, err
	}
	s.declineDefault(declined)
	s.tellSwitch(change)
	return s.statusAfterSwitch(), nil
}

func (s *Server) statusAfterSwitch() status.Status {
	s.refresh()
	return s.status()
}

// tellSwitch shows what a user must know of a switch: the notice of a switch to
// on, the programs that go on counting after one to off, and, where no status line
// shows it, the mode. Nobody waits for the look at the running programs.
func (s *Server) tellSwitch(c mode.Change) {
	switch {
	case !c.Wrote:
	case c.After.Mode == mode.On && c.After.Chosen:
		if !s.client.notice {
			s.tell(noticed(aboutNotice, view.NoticeLead), protocol.MessageTypeInfo, view.Notice())
		}
	case c.After.Mode == mode.Off:
		s.editor.Spawn("telling of a switch to off", s.tellOff)
	case !s.client.status:
		now := s.status()
		s.tell(meaning{Kind: aboutSwitch}, protocol.MessageTypeInfo, now.Text+". "+now.Switched())
	}
}

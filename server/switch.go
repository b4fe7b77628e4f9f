package server

import (
	"context"
	"errors"
	"sync"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/status"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// errNothingToUndo is the error of telemetry-ls.undoSwitch before any switch.
var errNothingToUndo = hint.New(
	errors.New("undoing the last switch: there is nothing to undo in this session"),
	"choose the mode you want: on, local or off",
)

// switcher switches the mode and remembers the last switch of this process.
type switcher struct {
	mu        sync.Mutex // allows one switch at a time; guards what follows
	writer    mode.Writer
	limits    func() *policy.Intent // the machine's policy, which every switch obeys
	refused   func()                // called after a failed switch: the watcher may not see its cause (chattr +i)
	last      *mode.Change
	byDefault bool // last applied a default for new environments
}

func (w *switcher) set(m mode.Mode, ifUnchosen bool) (mode.Change, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.write(m, ifUnchosen, false)
}

// setDefault sets a default for new environments if no mode was chosen. Pass the
// returned change to undoThis.
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
	if ifUnchosen {
		if now := w.writer.Dir.Read(); now.Chosen { // nothing to refuse
			return mode.Change{Before: now, After: now}, nil
		}
	}
	if err := w.limits().Refuse(m); err != nil {
		return mode.Change{}, &failure{err}
	}
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

// undo undoes the last switch. If that switch applied a default, declined is that
// default.
func (w *switcher) undo() (c mode.Change, declined mode.Mode, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.last == nil {
		return mode.Change{}, "", &failure{errNothingToUndo}
	}
	if w.byDefault {
		declined = w.last.After.Mode
	}
	c, err = w.revert(*w.last)
	return c, declined, err
}

// undoThis undoes the switch c, if it is still the last one.
func (w *switcher) undoThis(c *mode.Change) (mode.Change, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.last != c {
		return mode.Change{}, &failure{mode.ErrChangedSince}
	}
	return w.revert(*c)
}

func (w *switcher) revert(c mode.Change) (mode.Change, error) {
	if err := w.limits().RefuseUndo(c.Before); err != nil {
		return mode.Change{}, &failure{err}
	}
	change, err := w.writer.Undo(c)
	if err != nil {
		w.refused()
		return change, &failure{err}
	}
	w.last = nil
	return change, nil
}

// setMode implements telemetry-ls.setMode.
func (s *Server) setMode(_ context.Context, arg commands.SetModeArgs) (status.Status, error) {
	if arg.IfUnchosen {
		change, err := s.setDefault(arg.Mode, arg.UnlessUndone)
		if arg.UnlessUndone { // an editor does so at each start
			if refused, first := s.refusedDefault("refused-editor-default", arg.Mode, err); refused && !first {
				return s.status(), nil
			}
		}
		if err != nil {
			return status.Status{}, err
		}
		now := s.statusAfterSwitch() // before the user can undo it
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

// undoSwitch implements telemetry-ls.undoSwitch.
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

// tellSwitch shows what the user must know about a switch: the notice after a switch
// to on, the programs that still count after a switch to off, and the mode if no
// status line shows it. It doesn't wait for the search for running programs.
func (s *Server) tellSwitch(c mode.Change) {
	switch {
	case !c.Wrote:
	case c.After.Mode == mode.On && c.After.Chosen:
		if !s.client.notice {
			s.tell(noticed(aboutNotice, view.NoticeLead), protocol.MessageTypeInfo, view.Notice())
		}
	case c.After.Mode == mode.Off:
		s.editor.Spawn("reporting a switch to off", s.tellOff)
	case !s.client.status:
		now := s.status()
		s.tell(meaning{Kind: aboutSwitch}, protocol.MessageTypeInfo, now.Text+". "+now.Switched())
	}
}

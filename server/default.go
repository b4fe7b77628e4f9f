package server

import (
	"context"
	"errors"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/config"
	"github.com/telemetry-ls/telemetry-ls/internal/lsprpc"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// applyDefault sets the mode of the user's own file where no mode was chosen. It
// reports whether a mode is chosen now.
func (s *Server) applyDefault() (chosen bool) {
	user, err := config.Load(s.opts.ConfigDir)
	var closed *config.ClosedError
	switch {
	case errors.As(err, &closed):
		s.tellClosed(closed)
		return false
	case err != nil:
		s.showMessage(protocol.MessageTypeWarning, (&failure{err}).Error())
		return false
	}
	if user.DefaultMode == "" {
		return false
	}
	change, err := s.setDefault(user.DefaultMode, true)
	if err != nil {
		s.showMessage(protocol.MessageTypeError, err.Error())
		return false
	}
	s.announceDefault(change, "your configuration file")
	return change.After.Chosen
}

// tellClosed says, once, that our own directory is closed to the user. Where a mode
// was chosen nothing hangs on it; the doctor still tells.
func (s *Server) tellClosed(err error) {
	if s.reader.Read().Chosen {
		return
	}
	s.closedTold.Do(func() {
		if !s.toldBefore(err) {
			s.showMessage(protocol.MessageTypeWarning, (&failure{err}).Error())
		}
	})
}

// toldBefore reports whether an earlier start has told of this closed directory, and
// notes for later starts that it is told now.
func (s *Server) toldBefore(err error) bool {
	var closed *config.ClosedError
	folder := s.notesDir()
	if folder == "" || !errors.As(err, &closed) {
		return false
	}
	note := closed.Note()
	if note.Kept(folder) {
		return true
	}
	if err := note.Keep(folder); err != nil {
		s.log.Info("the next start tells of the closed directory again", "cause", err)
	}
	return false
}

// forgetClosed lets a directory that is closed once more be told of again.
func (s *Server) forgetClosed() {
	if folder := s.notesDir(); folder != "" && config.Closed(s.opts.ConfigDir) == nil {
		config.ForgetClosed(folder)
	}
}

// setDefault sets a default for new environments where no mode was chosen; and, if
// so wanted, where the user has not taken it back before.
func (s *Server) setDefault(m mode.Mode, unlessUndone bool) (*mode.Change, error) {
	if unlessUndone && s.prompter.Declined(string(m)) {
		now := s.reader.Read()
		return &mode.Change{Before: now, After: now}, nil
	}
	return s.switcher.setDefault(m)
}

// declineDefault remembers that the user took back the default m, if it was one:
// else it would be set once more at the next start.
func (s *Server) declineDefault(m mode.Mode) {
	if m == "" {
		return
	}
	if err := s.prompter.DeclineDefault(string(m)); err != nil {
		s.showMessage(protocol.MessageTypeWarning, (&failure{err}).Error())
	}
}

// undoTitle is the action of an announcement.
const undoTitle = "Undo"

// announceDefault says that a mode was set without asking, if it was, where it came
// from, and offers to take that back.
func (s *Server) announceDefault(made *mode.Change, source string) {
	if !made.Wrote {
		return
	}
	m := made.After.Mode
	meaning := s.status().Switched()
	switch {
	case m == mode.On && !s.client.notice:
		meaning = view.Notice()
	case m == mode.On:
		meaning = s.status().Meaning() // the front end puts the notice in its place
	}
	text := "Go telemetry is now " + string(m) + ": your default for new environments (set in " + source + "). " + meaning
	s.refresh()
	s.conn.Spawn("announcement", func(ctx context.Context) {
		text += s.stillCountingText(ctx)
		about := aboutDefaultOf(m)
		title, err := s.askUser(ctx, about, text, []choice{{title: undoTitle}}, nil)
		if lsprpc.IsReply(err) {
			s.tell(about, text+" To undo it, run telemetry-ls.undoSwitch.")
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
		s.declineDefault(m)
		s.tellSwitch(change)
		s.refresh()
	})
}

package server

import (
	"context"
	"errors"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/config"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// applyDefault sets the mode from the user's configuration file if no mode was
// chosen. It reports whether a mode is chosen now.
func (s *Server) applyDefault() (chosen bool) {
	user, err := config.Load(s.opts.ConfigDir)
	var closed *config.ClosedError
	switch {
	case errors.As(err, &closed):
		s.tellClosed(closed)
		return false
	case err != nil:
		s.tellFailure(aboutDefault, protocol.MessageTypeWarning, err)
		return false
	}
	if user.DefaultMode == "" {
		return false
	}
	change, err := s.setDefault(user.DefaultMode, true)
	if refused, first := s.refusedDefault("refused-default", user.DefaultMode, err); refused {
		if first {
			s.tellFailure(aboutDefault, protocol.MessageTypeWarning, err)
		}
		return false
	}
	if err != nil {
		s.tellFailure(aboutDefault, protocol.MessageTypeError, err)
		return false
	}
	s.announceDefault(change, "your configuration file")
	return change.After.Chosen
}

// tellClosed shows, once, that the user has no access to this project's configuration
// directory. If a mode was chosen, nothing depends on that, and only the doctor
// reports it.
func (s *Server) tellClosed(err error) {
	if s.reader.Read().Chosen {
		return
	}
	s.closedTold.Do(func() {
		if !s.toldBefore(err) {
			s.tellFailure(aboutProblem, protocol.MessageTypeWarning, err)
		}
	})
}

// toldBefore reports whether an earlier start has shown this access problem, and
// notes for later starts that it is shown now.
func (s *Server) toldBefore(err error) bool {
	var closed *config.ClosedError
	dir := s.notesDir()
	if dir == "" || !errors.As(err, &closed) {
		return false
	}
	note := closed.Note()
	if note.Kept(dir) {
		return true
	}
	if err := note.Keep(dir); err != nil {
		s.log.Info("the next start will report the inaccessible directory again", "cause", err)
	}
	return false
}

// forgetClosed removes that note once the directory is accessible, so that a later
// problem is shown again.
func (s *Server) forgetClosed() {
	if dir := s.notesDir(); dir != "" && config.Closed(s.opts.ConfigDir) == nil {
		config.ForgetClosed(dir)
	}
}

// setDefault sets a default for new environments if no mode was chosen. With
// unlessUndone it skips a default that the user has undone before.
func (s *Server) setDefault(m mode.Mode, unlessUndone bool) (*mode.Change, error) {
	if unlessUndone && s.prompter.Declined(string(m)) {
		now := s.reader.Read()
		return &mode.Change{Before: now, After: now}, nil
	}
	return s.switcher.setDefault(m)
}

// declineDefault remembers that the user undid the default m, if it was one.
// Otherwise the next start would set it again.
func (s *Server) declineDefault(m mode.Mode) {
	if m == "" {
		return
	}
	if err := s.prompter.DeclineDefault(string(m)); err != nil {
		s.tellFailure(aboutDefault, protocol.MessageTypeWarning, err)
	}
}

// undo is the action in an announcement.
var undo = choice{title: "Undo"}

// announceDefault tells the user that a mode was set without asking, if it was, and
// where it came from, and offers to undo that.
func (s *Server) announceDefault(made *mode.Change, source string) {
	if !made.Wrote {
		return
	}
	s.refresh()
	s.editor.Spawn("announcement", func(ctx context.Context) { s.offerUndo(ctx, made, source) })
}

func (s *Server) offerUndo(ctx context.Context, made *mode.Change, source string) {
	m := made.After.Mode
	about, text := s.defaultText(ctx, m, source)
	chosen, err := s.askUser(ctx, about, text, []choice{undo}, nil)
	if refused(err) {
		const how = "To undo it, run telemetry-ls.undoSwitch."
		if about.Lead != "" {
			about.Lead += " " + how
		}
		s.tell(about, protocol.MessageTypeInfo, text+" "+how)
		return
	}
	if chosen != undo {
		return
	}
	change, err := s.switcher.undoThis(made)
	if err != nil {
		s.tellFailure(aboutDefault, protocol.MessageTypeError, err)
		return
	}
	s.declineDefault(m)
	s.tellSwitch(change)
	s.refresh()
}

// defaultText returns the meaning and the text of an announcement.
func (s *Server) defaultText(ctx context.Context, m mode.Mode, source string) (about meaning, text string) {
	lead := "Go telemetry is now " + string(m) + ": your default for new environments (set in " + source + ")."
	switch {
	case m == mode.On && !s.client.notice:
		about = noticed(aboutDefault, lead)
		return about, about.text()
	case m == mode.On:
		return noticed(aboutDefault, lead), lead + " " + s.status().Meaning() // the front end shows the facts
	}
	return meaning{Kind: aboutDefault}, lead + " " + s.status().Switched() + s.stillCountingText(ctx)
}

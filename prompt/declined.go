package prompt

import (
	"errors"
	"fmt"
)

// DeclineDefault remembers that the user took back the mode choice, which was set
// here as a default for new environments, so that it is not set once more at the
// next start. Reset forgets it.
func (p *Prompter) DeclineDefault(choice string) error {
	if !validChoice(choice) {
		return fmt.Errorf("storing that a default was taken back: %q is none of on, local, off", choice)
	}
	locks, reason, err := p.lockWindows()
	if locks != nil {
		defer locks.release()
	}
	// A window that asks at the moment reads the state again before it changes it.
	if reason == ReasonUnwritable {
		return err
	}
	s, err := readState(p.statePath())
	var damaged *DamagedStateError
	if err != nil && !errors.As(err, &damaged) {
		return err
	}
	s.DeclinedDefault = choice
	return p.writeState(s)
}

// DeclinedDefault gives the default that the user took back here, "" for none.
func (p *Prompter) DeclinedDefault() string {
	if p.env.ConfigDir == "" {
		return ""
	}
	s, err := readState(p.statePath())
	if err != nil {
		return ""
	}
	return s.DeclinedDefault
}

package prompt

import (
	"errors"
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/internal/fault"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// DeclineDefault remembers that the user took back the mode choice, which was set
// here as a default for new environments, so that it is not set once more at the
// next start. Reset forgets it.
func (p *Prompter) DeclineDefault(choice string) error {
	if _, err := mode.Parse(choice); err != nil {
		return fmt.Errorf("storing that a default was undone: %w", err)
	}
	// It is remembered without the lock, too: a window that asks at the moment reads
	// the state again before it changes it.
	if locks, _, _ := p.lockWindows(); locks != nil {
		defer locks.release()
	}
	s, err := readState(p.statePath())
	var damaged *DamagedStateError
	if fault.Temporary(err) || err != nil && !errors.As(err, &damaged) {
		return err
	}
	s.DeclinedDefault = choice
	return p.writeState(s)
}

// Declined reports whether the user took the default choice back here. Where that
// cannot be read for the moment it is true: a default is not set by mistake.
func (p *Prompter) Declined(choice string) bool {
	if p.env.ConfigDir == "" {
		return false
	}
	s, err := readState(p.statePath())
	return fault.Temporary(err) || err == nil && s.DeclinedDefault == choice
}

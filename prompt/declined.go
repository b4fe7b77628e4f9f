package prompt

import (
	"errors"
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/internal/fault"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// DeclineDefault remembers that the user undid the mode choice, which was applied
// here as the default for new environments. It is not applied again at the next
// start. Reset deletes this record.
func (p *Prompter) DeclineDefault(choice string) error {
	if _, err := mode.Parse(choice); err != nil {
		return fmt.Errorf("storing that a default was undone: %w", err)
	}
	// Store it even without the lock: a window that is asking now reads the state
	// again before it changes it.
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

// Declined reports whether the user undid the default choice here. It is true if the
// state temporarily cannot be read, so that a default is never applied by mistake.
func (p *Prompter) Declined(choice string) bool {
	if p.env.ConfigDir == "" {
		return false
	}
	s, err := readState(p.statePath())
	return fault.Temporary(err) || err == nil && s.DeclinedDefault == choice
}

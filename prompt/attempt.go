package prompt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// Attempt is one question, stored and about to be shown or open. It holds the
// locks until one of its methods is called; the first that is called decides,
// except that an answer counts even after NotNow or Release: a user may click
// late. An answer lets go of the locks even when it cannot be stored.
type Attempt struct {
	p      *Prompter
	locks  *locks
	asked  time.Time
	stored state // as Begin wrote it

	mu   sync.Mutex // guards over, and the order of the calls
	over bool       // the locks are released
}

// Answered stores the choice: on, local or off. Nobody is asked again until
// Reset.
func (a *Attempt) Answered(choice string) error {
	if _, err := mode.Parse(choice); err != nil {
		return fmt.Errorf("storing the answer of the prompt: %w", err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	defer a.release()
	if a.over {
		defer a.relock()()
	}
	return a.update(func(s *state) bool {
		s.Answer = &answer{Choice: choice, Given: a.p.now()}
		return true
	})
}

// NotNow stores that the question was put aside, by 'Not now' or by no answer.
// The pause counts from here.
func (a *Attempt) NotNow() error {
	return a.end(func(s *state) bool {
		r := s.last(a.asked)
		if r == nil {
			return false // forgotten meanwhile, by Reset
		}
		r.NotNow = a.p.now()
		return true
	})
}

// NotAsked takes the attempt back: the client could not show the question.
func (a *Attempt) NotAsked() error {
	return a.end(func(s *state) bool {
		n := len(s.Attempts)
		s.Attempts = slices.DeleteFunc(s.Attempts, func(r record) bool { return r.Asked.Equal(a.asked) })
		return len(s.Attempts) < n
	})
}

// Release lets go of the locks of a question that is still open, at shutdown.
// The attempt stands as it was stored, which counts as NotNow. After the other
// methods, or again, it does nothing.
func (a *Attempt) Release() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.release()
}

func (a *Attempt) end(change func(*state) bool) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.over {
		return nil
	}
	defer a.release()
	return a.update(change)
}

func (a *Attempt) release() {
	if !a.over {
		a.over = true
		a.locks.release()
	}
}

// relock takes the lock among our windows once more, for a late answer. Where
// another window is asking meanwhile the answer is stored all the same: the
// other one reads the state again before it changes it.
func (a *Attempt) relock() (release func()) {
	l, r, _ := a.p.lockWindows()
	if r != "" {
		return func() {}
	}
	return l.release
}

// update changes what is remembered, if change says so. A file that was damaged
// since Begin is made sound; one of a newer program stays.
func (a *Attempt) update(change func(*state) bool) error {
	s, err := readState(a.p.statePath())
	var damaged *DamagedStateError
	switch {
	case errors.As(err, &damaged):
		s = a.stored.clone()
	case err != nil:
		return err
	}
	if !change(&s) {
		return nil
	}
	return a.p.writeState(s)
}

// Reset forgets what is remembered, so that the user may be asked again. It
// does not wait for a question that is open, in this window or another.
func (p *Prompter) Reset() error {
	if p.env.ConfigDir == "" {
		return nil
	}
	err := os.Remove(p.statePath())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forgetting what the prompt remembers: %w", err)
	}
	return nil
}

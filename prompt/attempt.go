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

// Attempt is one question that is stored, and that the client shows or is about to
// show. It holds the locks until you call one of its methods. The first call
// decides, with one exception: an answer counts even after NotNow or Release,
// because a user may click late. An answer releases the locks even if it cannot be
// stored.
type Attempt struct {
	p      *Prompter
	locks  *locks
	asked  time.Time
	stored state // as Begin wrote it

	mu   sync.Mutex // guards over, and the order of the calls
	over bool       // the locks are released
}

// Answered stores the choice: on, local or off. The question does not appear again
// until Reset.
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

// NotNow stores that the user postponed the question, by closing it or by
// not answering. The pause starts now.
func (a *Attempt) NotNow() error {
	return a.end(func(s *state) bool {
		r := s.last(a.asked)
		if r == nil {
			return false // Reset has removed it
		}
		r.NotNow = a.p.now()
		return true
	})
}

// NotAsked removes the attempt, because the client could not show the question.
func (a *Attempt) NotAsked() error {
	return a.end(func(s *state) bool {
		n := len(s.Attempts)
		s.Attempts = slices.DeleteFunc(s.Attempts, func(r record) bool { return r.Asked.Equal(a.asked) })
		return len(s.Attempts) < n
	})
}

// Release releases the locks of a question that is still open at shutdown. The
// stored attempt remains, and counts as NotNow. Release does nothing if it or
// another method was called before.
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

// relock takes the lock among our windows again, for a late answer. If another
// window is asking, the answer is stored without the lock: the other window reads
// the state again before it changes it.
func (a *Attempt) relock() (release func()) {
	l, r, _ := a.p.lockWindows()
	if r != "" {
		return func() {}
	}
	return l.release
}

// update changes the stored state if change returns true. It repairs a file that was
// damaged since Begin. It does not touch a file written by a newer version.
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

// Reset deletes what the prompt remembers, so that the question may appear again. It
// does not wait for a question that is open in this window or another.
func (p *Prompter) Reset() error {
	if p.env.ConfigDir == "" {
		return nil
	}
	err := os.Remove(p.statePath())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("resetting the prompt: %w", err)
	}
	return nil
}

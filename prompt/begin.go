package prompt

import (
	"os"

	"github.com/gofrs/flock"

	"github.com/telemetry-ls/telemetry-ls/internal/owner"
)

// Begin starts asking: it makes sure that nobody else does, stores the attempt
// and returns it. The question is to be shown only then. Where nobody is to be
// asked the attempt is nil and the Decision says why; the error is the cause
// where what is to be remembered cannot be kept (ReasonUnwritable).
func (p *Prompter) Begin(f Facts) (*Attempt, Decision, error) {
	// Nothing is created, no folder and no lock, where nobody is to be asked.
	if d := p.Decide(f); !d.Ask {
		return nil, d, nil
	}
	locks, reason, err := p.lockWindows()
	if reason != "" {
		return nil, Decision{Reason: reason}, err
	}
	a, d, err := p.beginLocked(f, locks)
	if a == nil {
		locks.release()
	}
	return a, d, err
}

// beginLocked decides again, now that no other window can change the answer.
func (p *Prompter) beginLocked(f Facts, locks *locks) (*Attempt, Decision, error) {
	d := p.Decide(f)
	if !d.Ask {
		return nil, d, nil
	}
	p.removeStaleTemps()
	s, _ := readState(p.statePath())
	now := p.now()
	if _, setBack := s.waiting(now); setBack {
		return p.waitAnew(s, d)
	}
	if r := locks.takeGopls(); r != "" {
		return nil, Decision{Reason: r, Problem: d.Problem}, nil
	}
	// Gopls may have got an answer just before it let go of its lock.
	if r, err := p.goplsAnswered(); r != "" {
		return nil, Decision{Reason: r, Problem: err}, nil
	}
	s.Attempts = append(s.Attempts, record{Asked: now})
	if err := p.writeState(s); err != nil {
		return nil, Decision{Reason: ReasonUnwritable, Problem: d.Problem}, err
	}
	return &Attempt{p: p, locks: locks, asked: now, stored: s.clone()}, d, nil
}

// waitAnew starts the pause of the last attempt at the present, see
// [state.waiting].
func (p *Prompter) waitAnew(s state, d Decision) (*Attempt, Decision, error) {
	now := p.now()
	s.Attempts[len(s.Attempts)-1].ClockSetBack = now
	if err := p.writeState(s); err != nil {
		return nil, Decision{Reason: ReasonUnwritable, Problem: d.Problem}, err
	}
	until, _ := s.waiting(now)
	return nil, Decision{Reason: ReasonWaiting, Until: until, Problem: d.Problem}, nil
}

// locks are what is held while a question is open. The lock among our windows
// is the operating system's: it ends with its process, however that ends.
type locks struct {
	p       *Prompter
	windows *flock.Flock
	gopls   string // content of gopls' lock, empty if it is not held
}

// lockWindows takes the lock among our own processes, and makes its folder.
func (p *Prompter) lockWindows() (*locks, Reason, error) {
	if err := owner.MkdirAll(p.dir(), 0o700); err != nil {
		return nil, ReasonUnwritable, &StoreError{Path: p.statePath(), Cause: err}
	}
	lock := flock.New(p.lockPath(), flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))
	ok, err := lock.TryLock()
	switch {
	case err != nil:
		return nil, ReasonUnwritable, &StoreError{Path: p.statePath(), Cause: err}
	case !ok:
		return nil, ReasonOtherWindow, nil
	}
	owner.Give(p.lockPath())
	return &locks{p: p, windows: lock}, "", nil
}

func (l *locks) takeGopls() (r Reason) {
	l.gopls, r = l.p.takeGoplsLock()
	return r
}

// release lets go of all, gopls' lock first: as long as ours is held, no other
// window touches it.
func (l *locks) release() {
	l.p.releaseGoplsLock(l.gopls)
	l.gopls = ""
	_ = l.windows.Close() // the operating system frees it at the latest when we end
}

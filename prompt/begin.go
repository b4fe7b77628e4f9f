package prompt

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

package prompt

// Begin makes sure that no other window is asking, stores the attempt and returns
// it. Show the question only then. If the question must not appear, the attempt is
// nil and the Decision says why. For ReasonUnwritable the error says why the attempt
// cannot be stored.
func (p *Prompter) Begin(f Facts) (*Attempt, Decision, error) {
	// Create nothing, neither a directory nor a lock, unless the question is due.
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

// beginLocked decides again, because no other window can change the state now.
func (p *Prompter) beginLocked(f Facts, locks *locks) (*Attempt, Decision, error) {
	d := p.Decide(f)
	if !d.Ask {
		return nil, d, nil
	}
	p.removeStaleTemps()
	s, _ := readState(p.statePath())
	now := p.now()
	if _, setBack := s.waiting(now); setBack {
		return p.waitAgain(s, d)
	}
	if r := locks.takeGopls(); r != "" {
		return nil, Decision{Reason: r, Problem: d.Problem}, nil
	}
	// Gopls may have received an answer just before it released its lock.
	if r, err := p.goplsAnswered(); r != "" {
		return nil, Decision{Reason: r, Problem: err}, nil
	}
	s.Attempts = append(s.Attempts, record{Asked: now})
	if err := p.writeState(s); err != nil {
		return nil, Decision{Reason: ReasonUnwritable, Problem: d.Problem}, err
	}
	return &Attempt{p: p, locks: locks, asked: now, stored: s.clone()}, d, nil
}

// waitAgain restarts the pause of the last attempt at the current time; see
// [state.waiting].
func (p *Prompter) waitAgain(s state, d Decision) (*Attempt, Decision, error) {
	now := p.now()
	s.Attempts[len(s.Attempts)-1].ClockSetBack = now
	if err := p.writeState(s); err != nil {
		return nil, Decision{Reason: ReasonUnwritable, Problem: d.Problem}, err
	}
	until, _ := s.waiting(now)
	return nil, Decision{Reason: ReasonWaiting, Until: until, Problem: d.Problem}, nil
}

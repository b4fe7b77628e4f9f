package prompt

import (
	"errors"
	"sync"
)

// Question is the unasked question of one process. It runs the state machine of
// machine.go and owns the attempt, and with it the locks, for as long as the
// question is open. Its methods may be called by several goroutines.
type Question struct {
	prompter *Prompter

	mu        sync.Mutex // guards what follows; not held while Begin decides
	state     State
	attempt   *Attempt // the latest; it releases its locks only once
	withdrawn chan struct{}
	choice    string // the latest answer
}

// NewQuestion returns the question of a process, which p knows the history of.
func NewQuestion(p *Prompter) *Question {
	return &Question{prompter: p, state: Idle, withdrawn: make(chan struct{})}
}

// On feeds the question with an event and returns what the caller has to carry out,
// "" for nothing. An error means that something could not be stored or forgotten;
// after Reset nothing has changed then, after other events the state has.
func (q *Question) On(e Event) (Effect, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	step := q.state.next(e)
	if e.choice != "" {
		q.choice = e.choice
	}
	var todo Effect
	var problems []error
	for _, effect := range step.effects {
		mine, err := q.carryOut(effect)
		if err != nil && e == Reset {
			return "", err
		}
		if !mine {
			todo = effect
		}
		problems = append(problems, err)
	}
	q.state = step.to
	return todo, errors.Join(problems...)
}

// carryOut is called with mu held. It is false for the effects of the caller.
func (q *Question) carryOut(effect Effect) (mine bool, err error) {
	switch effect {
	case withdraw:
		close(q.withdrawn)
	case storeAnswer:
		err = q.attempt.Answered(q.choice)
	case storeNotNow:
		err = q.attempt.NotNow()
	case unstore:
		err = q.attempt.NotAsked()
	case release:
		q.attempt.Release()
	case forget:
		err = q.prompter.Reset()
	default:
		return false, nil
	}
	return true, err
}

// Begin carries out Decide: it stores an attempt where asking is due. It returns the
// event that this came to, Begun or Refused, which is to be fed next. The Decision
// says why the question is refused; the error is the cause where what is to be
// remembered cannot be kept.
func (q *Question) Begin(f Facts) (Event, Decision, error) {
	attempt, decision, err := q.prompter.Begin(f)
	if attempt == nil {
		return Refused, decision, err
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.attempt, q.withdrawn = attempt, make(chan struct{})
	return Begun, decision, err
}

// Withdrawn is closed when a mode is chosen while the question is open: the editor
// is to close it, and a late answer still counts.
func (q *Question) Withdrawn() <-chan struct{} {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.withdrawn
}

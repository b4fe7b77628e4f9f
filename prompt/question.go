package prompt

import (
	"errors"
	"sync"
)

// Question is the prompt of one process. It runs the state machine of machine.go.
// While the question is open, it owns the attempt and with it the locks. Several
// goroutines may call its methods.
type Question struct {
	prompter *Prompter

	mu        sync.Mutex // guards the fields below; not held while Begin decides
	state     State
	attempt   *Attempt // the latest; it releases its locks only once
	withdrawn chan struct{}
	choice    string // the latest answer
}

// NewQuestion returns the question of a process whose history is in p.
func NewQuestion(p *Prompter) *Question {
	return &Question{prompter: p, state: Idle, withdrawn: make(chan struct{})}
}

// On handles an event and returns the effect that the caller has to carry out, or
// "". An error means that the state could not be stored or deleted. The question has
// then changed its state anyway, except after Reset.
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

// carryOut carries out effect, with mu held. mine is false for an effect of the
// caller.
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

// Begin carries out Decide: it stores an attempt if the question is due. It returns
// the event to pass to On next, Begun or Refused. The Decision says why the question
// is refused. The error says why the attempt cannot be stored.
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

// Withdrawn returns a channel that is closed when a mode is chosen while the
// question is open. The editor should then close the question. A late answer still
// counts.
func (q *Question) Withdrawn() <-chan struct{} {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.withdrawn
}

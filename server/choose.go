package server

import (
	"context"
	"sync"
	"time"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// chooseWait limits how long telemetry-ls.chooseMode waits for the user, so that it
// doesn't hang on a client that never answers. A later answer still counts.
const chooseWait = time.Minute

// choosing holds the open question of telemetry-ls.chooseMode: calls that arrive
// while it is open wait for its answer instead of asking again.
type choosing struct {
	mu   sync.Mutex // guards open, and the fields of each question
	open *question
}

// question is one question of telemetry-ls.chooseMode.
type question struct {
	begin     sync.Once
	waiting   int           // the number of calls that wait for the answer
	over      bool          // answered, or no call waits for it any longer: no other call may join it
	withdrawn chan struct{} // closed to withdraw the question
	done      chan struct{} // closed after the answer has taken effect
	err       error         // the outcome of the answer; set before done is closed
}

// join returns the open question, or a new one that hasn't been asked yet. It
// withdraws an open question that no call waits for any longer.
func (c *choosing) join() *question {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil || c.open.over {
		if c.open != nil {
			c.open.withdraw()
		}
		c.open = &question{withdrawn: make(chan struct{}), done: make(chan struct{})}
	}
	return c.open
}

// withdraw asks the editor to close the question; a late answer still counts.
func (q *question) withdraw() {
	if !isClosed(q.withdrawn) {
		close(q.withdrawn)
	}
}

func isClosed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// wait counts a call that waits for q. It returns false if q has been withdrawn.
func (c *choosing) wait(q *question) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	q.waiting++
	return !isClosed(q.withdrawn)
}

// leave ends a call's wait for q. The last call to give up withdraws q.
func (c *choosing) leave(q *question, givesUp bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	q.waiting--
	if q.waiting > 0 {
		return
	}
	q.over = true
	if givesUp {
		q.withdraw()
	}
}

// answered records that q is no longer on screen, and returns the number of calls
// that wait for its outcome.
func (c *choosing) answered(q *question) (waiting int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	q.over = true
	return q.waiting
}

// chooseMode implements telemetry-ls.chooseMode. Calls join the question in the order
// in which they arrive, so that all calls before the answer share it.
func (s *Server) chooseMode(commands.None) func(context.Context) (status.Status, error) {
	q := s.choosing.join()
	return func(ctx context.Context) (status.Status, error) { return s.awaitChoice(ctx, q) }
}

func (s *Server) awaitChoice(ctx context.Context, q *question) (status.Status, error) {
	// Fail now, not after the user has chosen.
	if err := nothingToChoose(s.machinePolicy()); err != nil {
		return status.Status{}, &failure{err}
	}
	if err := s.opts.Dir.Writable(); err != nil {
		return status.Status{}, &failure{err}
	}
	for !s.choosing.wait(q) {
		s.choosing.leave(q, false)
		q = s.choosing.join() // the calls that shared q have given up
	}
	givesUp := false
	defer func() { s.choosing.leave(q, givesUp) }()
	q.begin.Do(func() { s.editor.Spawn("choosing a mode", func(ctx context.Context) { s.choose(ctx, q) }) })
	timer := time.NewTimer(chooseWait)
	defer timer.Stop()
	select {
	case <-q.done:
		if q.err != nil {
			return status.Status{}, &failure{q.err}
		}
	case <-timer.C:
	case <-ctx.Done():
		givesUp = true
		return status.Status{}, ctx.Err()
	}
	return s.statusAfterSwitch(), nil
}

// choose asks, and applies the answer. The calls return any error; if no call waits
// any longer, choose shows it to the user.
func (s *Server) choose(ctx context.Context, q *question) {
	defer close(q.done)
	seen := s.reader.Read()
	if seen.Unknown {
		q.err = seen.Problem
		return
	}
	text := "Go telemetry is " + string(seen.Mode) + " in this environment. Which mode do you want?"
	chosen, err := s.ask(ctx, meaning{Kind: aboutChoose}, text, permitted(s.machinePolicy(), choices(seen.Mode)), q.withdrawn)
	waiting := s.choosing.answered(q)
	if err == nil && chosen.mode != mode.Mode("") {
		err = s.answer(chosen.mode, seen)
		if err != nil && waiting == 0 {
			s.tellFailure(aboutChoose, protocol.MessageTypeError, err)
		}
	}
	q.err = err
}

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

// chooseWait bounds how long telemetry-ls.chooseMode waits for the user, so that a
// client that never answers does not hang on it. A later answer still counts.
const chooseWait = time.Minute

// choosing knows the open question of telemetry-ls.chooseMode: calls that come
// while it is open wait for its answer instead of asking once more.
type choosing struct {
	mu   sync.Mutex // guards open, and the fields of each question
	open *question
}

// question is one question of telemetry-ls.chooseMode.
type question struct {
	begin     sync.Once
	waiting   int           // how many calls wait for the answer
	over      bool          // answered, or no call waits for it any more: it is joined no more
	withdrawn chan struct{} // closed to take it back
	done      chan struct{} // closed after the answer was carried out
	err       error         // of that; set before done is closed
}

// join gives the open question, or a new one that is not asked yet. A question that
// nobody waits for any more is taken back then.
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

// withdraw takes the question back; a late answer still counts.
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

// wait counts a call that waits for q. It is false where q has been taken back.
func (c *choosing) wait(q *question) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	q.waiting++
	return !isClosed(q.withdrawn)
}

// leave ends the waiting of a call; the last one to give up takes q back.
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

// answered notes that q is on no screen any more, and gives how many calls wait for
// what it comes to.
func (c *choosing) answered(q *question) (waiting int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	q.over = true
	return q.waiting
}

// chooseMode is telemetry-ls.chooseMode. The question is joined in the order of the
// wire, so that all calls that came before the answer share it.
func (s *Server) chooseMode(commands.None) func(context.Context) (status.Status, error) {
	q := s.choosing.join()
	return func(ctx context.Context) (status.Status, error) { return s.awaitChoice(ctx, q) }
}

func (s *Server) awaitChoice(ctx context.Context, q *question) (status.Status, error) {
	if err := s.opts.Dir.Writable(); err != nil {
		return status.Status{}, &failure{err} // not only after the user has chosen
	}
	for !s.choosing.wait(q) {
		s.choosing.leave(q, false)
		q = s.choosing.join() // the calls that shared it have given up
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

// choose asks, and carries out the answer. What goes wrong is the answer to the
// calls; where none waits any more the user is told.
func (s *Server) choose(ctx context.Context, q *question) {
	defer close(q.done)
	seen := s.reader.Read()
	if seen.Unknown {
		q.err = seen.Problem
		return
	}
	text := "Go telemetry is " + string(seen.Mode) + " in this environment. Which mode do you want?"
	chosen, err := s.ask(ctx, meaning{Kind: aboutChoose}, text, choices(), q.withdrawn)
	waiting := s.choosing.answered(q)
	if err == nil && chosen.mode != mode.Mode("") {
		err = s.answer(chosen.mode, seen)
		if err != nil && waiting == 0 {
			s.tellFailure(aboutChoose, protocol.MessageTypeError, err)
		}
	}
	q.err = err
}

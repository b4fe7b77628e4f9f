package server

import (
	"bytes"
	"context"
	"sync"

	"github.com/telemetry-ls/telemetry-ls/facts"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/prompt"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// methodStatus is the notification that carries the Status to editors that want it.
const methodStatus = "goTelemetry/status"

// publisher sends the Status after every change, and never twice the same.
type publisher struct {
	kick chan struct{} // holds at most one wish for a look

	mu      sync.Mutex // guards what follows
	watcher *mode.Watcher
	last    []byte // the Status as it was sent, nil before
}

// watching notes that w has begun to watch.
func (p *publisher) watching(w *mode.Watcher) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.watcher = w
}

// watched gives the watcher, nil before it has begun.
func (p *publisher) watched() *mode.Watcher {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.watcher
}

// isDelivering is true until the watcher knows better.
func (p *publisher) isDelivering() bool {
	w := p.watched()
	return w == nil || w.Delivering()
}

// swap notes what is sent now, and gives what was sent before.
func (p *publisher) swap(now []byte) (before []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	before, p.last = p.last, now
	return before
}

// poll compares the state with what was sent, and wakes no goroutine if nothing is
// new: that is how it nearly always is, and an idle server stays asleep.
func (s *Server) poll() {
	s.writable.forget()
	now, err := plainjson.Marshal(s.statusOf(s.watchedState()))
	s.publisher.mu.Lock()
	same := err == nil && bytes.Equal(now, s.publisher.last)
	s.publisher.mu.Unlock()
	if !same {
		s.publishSoon()
	}
}

// refresh asks for a look at the mode file and for a Status after it; it never
// blocks. The watcher looks, so that no two readings overtake each other.
func (s *Server) refresh() {
	s.writable.forget()
	if w := s.publisher.watched(); w != nil {
		w.Look()
		return
	}
	s.publishSoon()
}

// publishSoon asks for a Status of the state that the watcher has read; it never
// blocks.
func (s *Server) publishSoon() {
	s.writable.forget()
	select {
	case s.publisher.kick <- struct{}{}:
	default:
	}
}

// publish sends the Status and what follows from it, on each wish, from one
// goroutine, so that a client that reads slowly holds up nothing else.
func (s *Server) publish(ctx context.Context) {
	for {
		s.editor.Contain("publisher", s.publishChange)
		select {
		case <-s.publisher.kick:
		case <-ctx.Done():
			return
		}
	}
}

// publishChange sends the Status if it is not the one that was sent last.
func (s *Server) publishChange() {
	now := s.statusOf(s.watchedState())
	raw, err := plainjson.Marshal(now)
	if err != nil {
		s.log.Error("marshaling the status", "cause", err)
		return
	}
	last := s.publisher.swap(raw)
	if bytes.Equal(raw, last) {
		return
	}
	if s.client.status {
		s.editor.publishStatus(raw)
	}
	if last != nil {
		s.refreshLenses()
	}
	s.editor.Spawn("refreshing pages", s.openPages.refresh)
	if now.Chosen {
		s.editor.Spawn("withdrawing the prompt", func(context.Context) { s.promptOn(prompt.ModeChosen) })
	}
}

// status looks at the mode file as it is now.
func (s *Server) status() status.Status { return s.statusOf(s.reader.Read()) }

// watchedState is the state that the watcher has read, or, before it has begun, what
// the mode file says now.
func (s *Server) watchedState() mode.State {
	if w := s.publisher.watched(); w != nil {
		return s.reader.Take(w.State())
	}
	return s.reader.Read()
}

// statusOf is the Status for state. It does not wait for what takes long to find out:
// it has that as it was known last, and another Status follows.
func (s *Server) statusOf(state mode.State) status.Status {
	now := s.opts.Now()
	weeks, outdated := s.weeks.get(s.opts.Dir)
	preview, unknown := s.uploads.get(state, now)
	if outdated || unknown {
		s.beside.look(s.editor, s.lookBeside)
	}
	return s.machine().Status(state, facts.Costly{
		Unwritable: s.writable.get(s.opts.Dir),
		Weeks:      weeks,
		Preview:    preview,
		Delivering: s.publisher.isDelivering(),
	})
}

// machine is where the facts of a Status come from.
func (s *Server) machine() facts.Machine {
	return facts.Machine{Dir: s.opts.Dir, ConfigDir: s.opts.ConfigDir, Env: s.opts.Env, Now: s.opts.Now, Running: s.opts.Running}
}

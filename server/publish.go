package server

import (
	"bytes"
	"context"
	"sync"

	"github.com/telemetry-ls/telemetry-ls/facts"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/prompt"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// methodStatus is the notification that sends the Status to editors that request it.
const methodStatus = "goTelemetry/status"

// publisher sends the Status after every change, and never the same one twice in a
// row.
type publisher struct {
	kick chan struct{} // holds at most one request to publish

	mu      sync.Mutex // guards what follows
	watcher *mode.Watcher
	last    []byte // the last Status sent, nil before the first
}

// watching records that w has begun to watch.
func (p *publisher) watching(w *mode.Watcher) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.watcher = w
}

// watched returns the watcher, nil before it has begun.
func (p *publisher) watched() *mode.Watcher {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.watcher
}

// isDelivering reports whether changes are reported; it assumes so until the watcher
// knows.
func (p *publisher) isDelivering() bool {
	w := p.watched()
	return w == nil || w.Delivering()
}

// swap records the Status being sent and returns the one sent before.
func (p *publisher) swap(now []byte) (before []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	before, p.last = p.last, now
	return before
}

// poll compares the state with the last Status sent. If nothing has changed, which is
// nearly always so, it wakes no goroutine and the idle server stays asleep. A policy that is
// still to be applied is a reason to publish, too.
func (s *Server) poll() {
	s.writable.forget()
	state := s.watchedState()
	now := s.statusOf(state)
	text, err := plainjson.Marshal(now)
	s.publisher.mu.Lock()
	same := err == nil && bytes.Equal(text, s.publisher.last)
	s.publisher.mu.Unlock()
	if !same || now.Policy().Apply(state) != "" {
		s.publishSoon()
	}
}

// refresh requests a look at the mode file and then a Status; it never blocks. The
// watcher does all reading, so that readings can't overtake each other.
func (s *Server) refresh() {
	s.writable.forget()
	if w := s.publisher.watched(); w != nil {
		w.Look()
		return
	}
	s.publishSoon()
}

// publishSoon requests a Status for the state that the watcher has read; it never
// blocks.
func (s *Server) publishSoon() {
	s.writable.forget()
	select {
	case s.publisher.kick <- struct{}{}:
	default:
	}
}

// publish sends the Status and everything that depends on it after each request. It
// is the only goroutine that does, so a client that reads slowly delays nothing else.
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

// publishChange sends the Status if it differs from the last one sent. It first applies the
// machine's policy, whose result it then sends in the next round.
func (s *Server) publishChange() {
	if s.applyPolicy() {
		return
	}
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

// status returns the Status for the mode file as it is now.
func (s *Server) status() status.Status { return s.statusOf(s.reader.Read()) }

// watchedState returns the state that the watcher has read or, before it has begun,
// the current state of the mode file.
func (s *Server) watchedState() mode.State {
	if w := s.publisher.watched(); w != nil {
		return s.reader.Take(w.State())
	}
	return s.reader.Read()
}

// statusOf returns the Status for state. It doesn't wait for slow facts: it uses
// their last known values, and another Status follows.
func (s *Server) statusOf(state mode.State) status.Status {
	now := s.opts.Now()
	weeks, outdated := s.weeks.get(s.opts.Dir)
	preview, unknown := s.uploads.get(state, now)
	words, unsaid := s.words.get(weeks, now)
	if outdated || unknown || unsaid {
		s.slowFacts.look(s.editor, s.lookAtSlowFacts)
	}
	return s.machine().Status(state, facts.Costly{
		Unwritable: s.writable.get(s.opts.Dir),
		Weeks:      weeks,
		ThisWeek:   words,
		Preview:    preview,
		Policy:     s.policies(state.Chosen),
		Delivering: s.publisher.isDelivering(),
	})
}

// machine returns the source of the facts in a Status.
func (s *Server) machine() facts.Machine {
	return facts.Machine{
		Dir: s.opts.Dir, ConfigDir: s.opts.ConfigDir, Env: s.opts.Env, Now: s.opts.Now,
		MachinePolicy: s.opts.MachinePolicy, KnownPolicies: &s.knownPolicies, Running: s.opts.Running, Account: s.opts.Account, Home: s.opts.Home,
	}
}

// policies returns what can want a mode. Like the mode file, the policy files are read for
// each answer. The user's default doesn't count if a mode was chosen.
func (s *Server) policies(chosen bool) policy.Inputs {
	m := s.machine()
	in := m.Policies(s.workspace.roots()...)
	if chosen {
		return in
	}
	return m.WithDefault(in)
}

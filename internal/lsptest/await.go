package lsptest

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// patience is how long an expected event may take before the test fails. It isn't a
// limit on speed.
const patience = 3 * time.Minute

// Await returns the first message since the start of the connection that match accepts.
// It waits for the message if necessary.
func (e *Editor) Await(what string, match func(Message) bool) Message {
	e.t.Helper()
	m, err := e.await(match)
	if err != nil {
		e.t.Fatalf("waiting for %s: %v; seen so far:\n%s", what, err, e.transcript())
	}
	return m
}

// AwaitMethod waits for a notification or request from the server.
func (e *Editor) AwaitMethod(method string, match func(params string) bool) Message {
	e.t.Helper()
	return e.Await(method, func(m Message) bool {
		return m.Method == method && (match == nil || match(string(m.Params)))
	})
}

// AwaitEnd waits until the server has closed its side.
func (e *Editor) AwaitEnd() {
	e.t.Helper()
	_, err := e.await(func(Message) bool { return false })
	if errors.Is(err, errPatience) {
		e.t.Fatalf("waiting for the end of the connection: %v", err)
	}
}

var errPatience = fmt.Errorf("no such event within %v", patience)

func (e *Editor) await(match func(Message) bool) (Message, error) {
	late := false
	timer := time.AfterFunc(patience, func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		late = true
		e.changed.Broadcast()
	})
	defer timer.Stop()
	e.mu.Lock()
	defer e.mu.Unlock()
	for next := 0; ; e.changed.Wait() {
		for ; next < len(e.seen); next++ {
			if match(e.seen[next]) {
				return e.seen[next], nil
			}
		}
		if e.ended != nil {
			return Message{}, fmt.Errorf("the server ended: %w", e.ended)
		}
		if late {
			return Message{}, errPatience
		}
	}
}

// Count returns how many messages from the server match so far. It is meaningful only
// after an answer that the server sends later than all of them.
func (e *Editor) Count(match func(Message) bool) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	n := 0
	for _, m := range e.seen {
		if match(m) {
			n++
		}
	}
	return n
}

// AwaitCount waits until n messages from the server match.
func (e *Editor) AwaitCount(what string, n int, match func(Message) bool) {
	e.t.Helper()
	seen := 0
	e.Await(what, func(m Message) bool {
		if match(m) {
			seen++
		}
		return seen == n
	})
}

func (e *Editor) transcript() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := ""
	for _, m := range e.seen {
		line, _ := json.Marshal(m)
		s += string(line[:min(len(line), 400)]) + "\n"
	}
	return s
}

package lsprpc

import (
	"sync"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// phase is the phase of a connection between initialize and exit.
type phase int

const (
	created phase = iota
	initialized
	stopping // after shutdown
)

// lifecycle enforces the order of the protocol, with nothing before initialize and
// nothing after shutdown, and determines the exit code.
type lifecycle struct {
	mu    sync.Mutex // guards phase
	phase phase

	exit     chan struct{} // closed by the exit notification
	exitOnce sync.Once

	startOnce sync.Once // for the initialized notification
}

// admit returns an error if method may not be handled in this phase. The error is the
// answer to a call; a notification is dropped.
func (l *lifecycle) admit(method string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case method == protocol.MethodExit:
		return nil
	case l.phase == stopping:
		return jsonrpc2.Errorf(jsonrpc2.InvalidRequest, "handling a request: the server was shut down")
	case l.phase == created && method != protocol.MethodInitialize:
		return jsonrpc2.Errorf(jsonrpc2.ServerNotInitialized, "handling a request: the server is not initialized; send initialize first")
	case l.phase == initialized && method == protocol.MethodInitialize:
		return jsonrpc2.Errorf(jsonrpc2.InvalidRequest, "initialize: the server is already initialized")
	}
	return nil
}

func (l *lifecycle) enter(p phase) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.phase = p
}

func (l *lifecycle) end() {
	l.exitOnce.Do(func() { close(l.exit) })
}

// start records the initialized notification; only the first one counts.
func (l *lifecycle) start() (first bool) {
	l.startOnce.Do(func() { first = true })
	return first
}

// exitCode returns 0 if the client has requested shutdown, as the protocol requires,
// and otherwise 1.
func (l *lifecycle) exitCode() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.phase == stopping {
		return 0
	}
	return 1
}

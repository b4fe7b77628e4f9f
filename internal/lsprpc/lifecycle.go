package lsprpc

import (
	"sync"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// phase is where a connection stands between initialize and exit.
type phase int

const (
	created phase = iota
	initialized
	stopping // after shutdown
)

// lifecycle keeps the order of the protocol: nothing before initialize, nothing
// after shutdown, and the exit code.
type lifecycle struct {
	mu    sync.Mutex // guards phase
	phase phase

	exit     chan struct{} // closed by the exit notification
	exitOnce sync.Once

	startOnce sync.Once // of the initialized notification
}

// admit tells whether method may be handled now; for a call the error is the
// answer, a notification is dropped.
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

// start notes the initialized notification; only the first one counts.
func (l *lifecycle) start() (first bool) {
	l.startOnce.Do(func() { first = true })
	return first
}

// exitCode is 0 if the client asked for the shutdown, as the protocol has it.
func (l *lifecycle) exitCode() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.phase == stopping {
		return 0
	}
	return 1
}

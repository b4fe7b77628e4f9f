package server

import (
	"context"
	"sync"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
)

// queue keeps the commands that change something in the order in which they came,
// while all other calls run beside each other.
type queue struct {
	mu   sync.Mutex    // guards last
	last chan struct{} // closed when the latest command has ended, nil before any
}

// turn is a place in the queue.
type turn struct {
	before chan struct{} // nil for the first
	ended  chan struct{}
}

// commandOf gives the id of the command that a call carries out, "" for none.
func commandOf(req *jsonrpc2.Request) string {
	var p executeParams
	if req.Method() != protocol.MethodWorkspaceExecuteCommand || decodeParams(req.Params(), &p) != nil {
		return ""
	}
	return p.Command
}

// take gives a command its place; nil if it needs none. It is called in the order
// of the wire.
func (q *queue) take(command string) *turn {
	if !commands.Changes(command) {
		return nil
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	t := &turn{before: q.last, ended: make(chan struct{})}
	q.last = t.ended
	return t
}

// wait waits until the commands before have ended, or ctx has.
func (t *turn) wait(ctx context.Context) {
	if t == nil || t.before == nil {
		return
	}
	select {
	case <-t.before:
	case <-ctx.Done():
	}
}

// end lets the next command begin, once those before have ended too: one that was
// cancelled while it waited must not let the next one overtake them.
func (t *turn) end() {
	if t == nil {
		return
	}
	if t.before == nil {
		close(t.ended)
		return
	}
	select {
	case <-t.before:
		close(t.ended)
	default:
		go func() {
			<-t.before
			close(t.ended)
		}()
	}
}

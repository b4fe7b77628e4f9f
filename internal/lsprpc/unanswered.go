package lsprpc

import (
	"context"
	"sync"

	"go.lsp.dev/jsonrpc2"
)

// unanswered holds the changing calls whose answers have not been written yet. A call leaves
// the queue before its answer is written, and closing the connection in between would lose
// the answer.
type unanswered struct {
	mu     sync.Mutex // guards what follows
	calls  map[jsonrpc2.ID]bool
	none   chan struct{} // closed when calls becomes empty, nil if nothing waits
	closed bool          // no more answers are written
}

// begin records a call.
func (u *unanswered) begin(id jsonrpc2.ID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.calls == nil {
		u.calls = make(map[jsonrpc2.ID]bool)
	}
	u.calls[id] = true
}

// wrote is called with each message that was written. It decodes the message only while an
// answer is missing, which is rare.
func (u *unanswered) wrote(message []byte) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(u.calls) == 0 {
		return
	}
	decoded, err := jsonrpc2.DecodeMessage(message)
	if answer, ok := decoded.(*jsonrpc2.Response); err == nil && ok {
		delete(u.calls, answer.ID())
		u.tell()
	}
}

// end ends the waiting: package jsonrpc2 writes no answers after the end of the input.
func (u *unanswered) end() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.closed = true
	u.tell()
}

// tell wakes those who wait if nothing is left to wait for.
func (u *unanswered) tell() {
	if (u.closed || len(u.calls) == 0) && u.none != nil {
		close(u.none)
		u.none = nil
	}
}

// wait waits until every answer has been written, or the input or ctx has ended.
func (u *unanswered) wait(ctx context.Context) {
	u.mu.Lock()
	if u.closed || len(u.calls) == 0 {
		u.mu.Unlock()
		return
	}
	if u.none == nil {
		u.none = make(chan struct{})
	}
	none := u.none
	u.mu.Unlock()
	select {
	case <-none:
	case <-ctx.Done():
	}
}

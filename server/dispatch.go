package server

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// requestFailed is the LSP code for a request that was valid but could not be done.
const requestFailed jsonrpc2.Code = -32803

// handle is the handler of the connection. Notifications, initialize, shutdown and
// what is answered at once run on the reading goroutine and so in the order of the
// wire: to hand that over costs more than such an answer. Every other call runs
// beside what follows it, but sees what the commands before it have changed.
// Nothing that a handler does ends the connection.
func (s *Server) handle(ctx context.Context, req *jsonrpc2.Request) (any, error) {
	if !req.IsCall() {
		s.handleNotification(req)
		return nil, nil
	}
	m, known := calls[req.Method()]
	if err := s.life.admit(req.Method()); err != nil {
		return nil, err
	}
	if !known {
		return nil, jsonrpc2.Errorf(jsonrpc2.MethodNotFound, "handling a request: this server has no such method")
	}
	end := s.traceCall(req)
	result, err := s.handleCall(ctx, m, req)
	end(err)
	if err != nil {
		return nil, err
	}
	return result, nil
}

func (s *Server) handleCall(ctx context.Context, m method, req *jsonrpc2.Request) (any, error) {
	method := req.Method()
	w, err := guard(s.ctx, s, method, func() (work, error) { return m.prepare(s, req.Params()) })
	if err != nil {
		return nil, err
	}
	if m.inOrder {
		return guard(s.ctx, s, method, func() (any, error) { return w.run(s.ctx) })
	}
	turn := s.queue.take(w.changes)
	defer turn.end()
	if turn.before == nil && w.atOnce {
		return guard(s.ctx, s, method, func() (any, error) { return w.run(s.ctx) })
	}
	callCtx, done := s.inflight.begin(s.ctx, req.ID())
	defer done()
	jsonrpc2.Async(ctx) // the next message is read from here on
	turn.wait(callCtx)
	return guard(callCtx, s, method, func() (any, error) {
		if err := callCtx.Err(); err != nil {
			return nil, err
		}
		return w.run(callCtx)
	})
}

// guard runs a step of a call and gives each error the code that LSP has for it. A
// panic is an internal error of this call alone.
func guard[T any](ctx context.Context, s *Server, method string, step func() (T, error)) (result T, err error) {
	defer func() {
		if r := recover(); r != nil {
			s.log.Error("panic", "method", method, "value", r, "stack", string(debug.Stack()))
			err = jsonrpc2.Errorf(jsonrpc2.InternalError, "%s: internal error", method) // the value can hold anything
		}
	}()
	result, err = step()
	if err != nil {
		err = wireError(ctx, method, err)
	}
	return result, err
}

// handleNotification runs the handler of a notification; what goes wrong is
// logged, since a notification has no answer.
func (s *Server) handleNotification(req *jsonrpc2.Request) {
	if err := s.life.admit(req.Method()); err != nil {
		s.log.Debug("notification dropped", "cause", err)
		return
	}
	m, known := notifications[req.Method()]
	if !known {
		s.log.Debug("notification ignored", "method", req.Method())
		return
	}
	_, err := guard(s.ctx, s, req.Method(), func() (any, error) {
		w, err := m.prepare(s, req.Params())
		if err != nil {
			return nil, err
		}
		return w.run(s.ctx)
	})
	if err != nil {
		s.log.Warn("notification", "method", req.Method(), "cause", err)
	}
}

// wireError gives err the code that LSP has for it, and keeps its hint.
func wireError(ctx context.Context, method string, err error) *jsonrpc2.Error {
	var wire *jsonrpc2.Error
	var argument *commands.ArgumentError
	var failed *failure
	switch {
	case errors.As(err, &failed):
		return jsonrpc2.Errorf(requestFailed, "%v", failed)
	case errors.As(err, &wire):
		return wire
	case errors.As(err, &argument):
		return jsonrpc2.Errorf(jsonrpc2.InvalidParams, "%v", argument)
	case errors.Is(err, context.Canceled):
		return jsonrpc2.Errorf(protocol.CodeRequestCancelled, "%s: cancelled", method)
	}
	return jsonrpc2.Errorf(jsonrpc2.InternalError, "%s: %v", method, err)
}

// failure is the error of a request that was valid but could not be done.
type failure struct{ cause error }

func (f *failure) Unwrap() error { return f.cause }

func (f *failure) Error() string {
	var inner *failure
	if errors.As(f.cause, &inner) {
		return f.cause.Error() // which has the hint already
	}
	if advice := hint.Of(f.cause); advice != "" {
		return fmt.Sprintf("%v; hint: %s", f.cause, advice)
	}
	return f.cause.Error()
}

// inflight knows the calls being handled, so that $/cancelRequest can reach them.
type inflight struct {
	mu     sync.Mutex // guards cancel
	cancel map[jsonrpc2.ID]context.CancelFunc
}

func (f *inflight) begin(parent context.Context, id jsonrpc2.ID) (context.Context, func()) {
	ctx, cancel := context.WithCancel(parent)
	f.mu.Lock()
	if f.cancel == nil {
		f.cancel = make(map[jsonrpc2.ID]context.CancelFunc)
	}
	f.cancel[id] = cancel
	f.mu.Unlock()
	return ctx, func() {
		f.mu.Lock()
		delete(f.cancel, id)
		f.mu.Unlock()
		cancel()
	}
}

func (f *inflight) stop(id jsonrpc2.ID) {
	f.mu.Lock()
	cancel := f.cancel[id]
	f.mu.Unlock()
	if cancel != nil {
		cancel()
	}
}

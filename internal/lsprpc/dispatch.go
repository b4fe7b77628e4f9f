package lsprpc

import (
	"context"
	"errors"
	"runtime/debug"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// handle handles a message. Notifications, initialize, shutdown and AtOnce work run
// on the reading goroutine, and so in wire order. Every other call runs concurrently
// with the messages after it, but sees the changes of the calls before it. A handler
// can't end the connection.
func (c *Conn) handle(ctx context.Context, h Handler, req *jsonrpc2.Request) (any, error) {
	if !req.IsCall() {
		c.handleNotification(h, req)
		return nil, nil
	}
	if err := c.life.admit(req.Method()); err != nil {
		return nil, err
	}
	end := c.traceCall(req)
	result, err := c.handleCall(ctx, h, req)
	if !errors.Is(err, ErrMethodNotFound) {
		end(err)
	}
	if err != nil {
		return nil, err
	}
	return result, nil
}

func (c *Conn) handleCall(ctx context.Context, h Handler, req *jsonrpc2.Request) (any, error) {
	method := req.Method()
	switch method {
	case protocol.MethodExit: // sent as a request, which it should not be
		c.life.end()
		return nil, nil
	case protocol.MethodShutdown:
		c.life.enter(stopping)
		c.drain() // some editors kill the server as soon as they have the reply
	}
	w, err := guard(c, method, func() (Work, error) { return h.Call(method, jsontext.Value(req.Params())) })
	if err != nil {
		return nil, err
	}
	if method == protocol.MethodInitialize || method == protocol.MethodShutdown {
		result, err := guard(c, method, func() (any, error) { return w.Run(c.ctx) })
		if err == nil && method == protocol.MethodInitialize {
			c.life.enter(initialized)
		}
		return result, err
	}
	turn := c.queue.take(w.Changes)
	defer turn.end()
	if w.Changes {
		c.unanswered.begin(req.ID())
	}
	if turn.before == nil && w.AtOnce {
		return guard(c, method, func() (any, error) { return w.Run(c.ctx) })
	}
	callCtx, done := c.inflight.begin(c.ctx, req.ID())
	defer done()
	jsonrpc2.Async(ctx) // from here on, the next message is read
	turn.wait(callCtx)
	return guard(c, method, func() (any, error) {
		if err := callCtx.Err(); err != nil {
			return nil, err
		}
		return w.Run(callCtx)
	})
}

// guard runs a step of a call and gives each error its code. A panic becomes an
// internal error of this call only.
func guard[T any](c *Conn, method string, step func() (T, error)) (result T, err error) {
	defer func() {
		if r := recover(); r != nil {
			c.log.Error("panic", "method", method, "value", r, "stack", string(debug.Stack()))
			err = jsonrpc2.Errorf(jsonrpc2.InternalError, "%s: internal error", method) // don't repeat the panic's value: it may contain anything
		}
	}()
	result, err = step()
	if err != nil {
		err = wireError(method, err)
	}
	return result, err
}

// handleNotification runs the handler of a notification. It logs errors, because a
// notification has no answer.
func (c *Conn) handleNotification(h Handler, req *jsonrpc2.Request) {
	method, params := req.Method(), jsontext.Value(req.Params())
	if err := c.life.admit(method); err != nil {
		c.log.Debug("notification dropped", "cause", err)
		return
	}
	_, err := guard(c, method, func() (any, error) {
		if own, err := c.handleOwn(method, params); own {
			return nil, err
		}
		w, err := h.Notification(method, params)
		if err != nil {
			return nil, err
		}
		return w.Run(c.ctx)
	})
	switch {
	case errors.Is(err, ErrMethodNotFound):
		c.log.Debug("notification ignored", "method", method)
	case err != nil:
		c.log.Warn("notification", "method", method, "cause", err)
	}
}

// handleOwn handles the notifications that concern only the connection.
func (c *Conn) handleOwn(method string, params jsontext.Value) (own bool, err error) {
	switch method {
	case protocol.MethodExit:
		c.life.end()
	case protocol.MethodInitialized:
		return !c.life.start(), nil // only the first one counts
	case protocol.MethodCancelRequest:
		err = c.inflight.cancelRequest(params)
	case protocol.MethodSetTrace:
		err = c.trace.setTrace(params)
	case protocol.MethodWindowWorkDoneProgressCancel:
		err = c.progress.cancelProgress(params)
	default:
		return false, nil
	}
	return true, err
}

// Package lsprpc is the connection with an editor, as the base of the Language Server
// Protocol has it: framing, the order of messages, the life cycle from initialize to
// exit, cancellation, calls to the client, progress, trace, and the watch of the
// editor's process. It knows nothing about the features of a server: a [Handler]
// prepares the work of each method, and the connection decides when it runs.
//
// Start reading at [Conn.Serve], then dispatch.go, which runs what a message asks for.
package lsprpc

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/jsonrpc2"
)

// Handler knows the methods of a server. The connection calls it in the order of the
// wire, before it reads the next message, so what a handler prepares is as the
// messages before it have left it: a document, say, as it is then. The params belong
// to the handler; they are nil if the message has none.
type Handler interface {
	// Call prepares the work of a request, [ErrMethodNotFound] for an unknown one.
	Call(method string, params jsontext.Value) (Work, error)
	// Notification prepares the work of a notification, [ErrMethodNotFound] for one
	// to ignore.
	Notification(method string, params jsontext.Value) (Work, error)
}

// Work is what remains to do for a message.
type Work struct {
	// Run gives the result of a request. Its context ends with the connection, and
	// when the client cancels the request.
	Run func(context.Context) (any, error)
	// Changes: the requests that come later wait until Run has ended, so that they
	// see what it has changed.
	Changes bool
	// AtOnce: Run takes no time and asks nothing of the client, so it may run before
	// the next message is read. To hand it to another goroutine costs more.
	AtOnce bool
}

// Options is what a connection needs to know about its surroundings.
type Options struct {
	Name string // of the server; the tokens of progress begin with it
	// ClientPID is the editor's process as the command line names it, 0 for none.
	// The one that initialize names goes before it.
	ClientPID int
	Log       *slog.Logger
}

// Conn is a connection with an editor.
type Conn struct {
	name      string // of the server
	clientPID int    // as the command line names it, 0 for none that runs
	log       *slog.Logger
	stream    *stream
	peer      jsonrpc2.Conn
	// ctx ends with the connection; work that outlives a request uses it.
	ctx  context.Context
	stop context.CancelFunc

	life     lifecycle
	inflight inflight
	queue    queue
	calls    calls
	trace    trace
	progress progresses

	background sync.WaitGroup
}

// NewConn makes a connection that reads from in and writes to out. It reads nothing
// before [Conn.Serve], and ends with ctx. The caller must call [Conn.Close].
func NewConn(ctx context.Context, in io.ReadCloser, out io.WriteCloser, opts Options) *Conn {
	c := &Conn{name: opts.Name, log: opts.Log, stream: newStream(in, out, opts.Log)}
	if opts.ClientPID > 0 {
		c.clientPID = visible(float64(opts.ClientPID), opts.Log)
	}
	c.ctx, c.stop = context.WithCancel(ctx)
	c.peer = jsonrpc2.NewConn(c.stream, jsonrpc2.WithCodec(codec{}))
	c.life.exit = make(chan struct{})
	c.stream.broken = c.life.end // the client hears us no more
	c.stream.answered, c.stream.ended = c.calls.answered, c.calls.end
	return c
}

// Serve handles what the client sends until it says exit, closes its end, or dies,
// or until the context of the connection ends. Changes that the client has asked for
// are carried out before it returns.
func (c *Conn) Serve(h Handler) {
	c.peer.Go(c.ctx, func(ctx context.Context, req *jsonrpc2.Request) (any, error) { return c.handle(ctx, h, req) })
	var why string
	select {
	case <-c.peer.Done():
		why = "the connection ended"
	case <-c.life.exit:
		why = "exit"
	case <-c.ctx.Done():
		why = "stopped"
	}
	c.log.Info("ending", "why", why, "cause", c.peer.Err())
	c.drain()
	c.stop()
}

// endWait bounds how long the end waits for work in the background: a write to a
// client that does not read may never return.
const endWait = 2 * time.Second

// Close closes the connection and waits a while for the work in the background. It
// gives the exit code of the process: 0 after a shutdown request, else 1.
func (c *Conn) Close() (exitCode int) {
	c.stop()
	_ = c.stream.Close()
	c.waitForBackground()
	return c.life.exitCode()
}

// drain waits for the changes that the client has asked for.
func (c *Conn) drain() {
	ctx, cancel := context.WithTimeout(c.ctx, endWait)
	defer cancel()
	c.queue.drain(ctx)
}

func (c *Conn) waitForBackground() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.background.Wait()
	}()
	timer := time.NewTimer(endWait)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		c.log.Warn("ending while work goes on in the background")
	}
}

// Spawn runs work that belongs to the connection and not to one request. Its context
// ends with the connection.
func (c *Conn) Spawn(name string, work func(ctx context.Context)) {
	c.background.Go(func() {
		c.Contain(name, func() { work(c.ctx) })
	})
}

// Contain runs work, or one round of it: a panic in it is logged, not fatal.
func (c *Conn) Contain(name string, work func()) {
	defer func() {
		if r := recover(); r != nil {
			c.log.Error("panic", "in", name, "value", r, "stack", string(debug.Stack()))
		}
	}()
	work()
}

// Notify sends a notification; a client that is gone is not an error here.
func (c *Conn) Notify(method string, params any) {
	if err := c.peer.Notify(c.ctx, method, params); err != nil && !errors.Is(err, context.Canceled) {
		c.log.Debug("notifying", "method", method, "cause", err)
	}
}

// Quiet tells for how long nothing has come from the client.
func (c *Conn) Quiet() time.Duration { return c.stream.quiet() }

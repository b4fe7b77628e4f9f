// Package lsprpc implements the base of the Language Server Protocol for a connection
// with an editor: framing, message order, the life cycle from initialize to exit,
// cancellation, calls to the client, progress, trace, and watching the editor's
// process. It knows nothing about the features of a server: a [Handler] prepares the
// work of each method, and the connection decides when to run it.
//
// Start reading at [Conn.Serve], then dispatch.go, which handles each message.
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

// Handler implements the methods of a server. The connection calls it in wire order,
// before it reads the next message. So a handler prepares its work in the state that
// the earlier messages left, for example with a document as it is at that point. The
// handler owns the params; they are nil if the message has none.
type Handler interface {
	// Call prepares the work of a request. It returns [ErrMethodNotFound] for an
	// unknown method.
	Call(method string, params jsontext.Value) (Work, error)
	// Notification prepares the work of a notification. It returns [ErrMethodNotFound]
	// for one to ignore.
	Notification(method string, params jsontext.Value) (Work, error)
}

// Work is the work that a message requires after its preparation.
type Work struct {
	// Run returns the result of a request. Its context ends with the connection or
	// when the client cancels the request.
	Run func(context.Context) (any, error)
	// Changes makes later requests wait until Run has ended, so that they see its
	// changes.
	Changes bool
	// AtOnce means that Run is fast and doesn't wait for the client, so it may run
	// before the next message is read. Starting another goroutine would cost more.
	AtOnce bool
}

// Options configures a connection.
type Options struct {
	Name string // the server's name; progress tokens begin with it
	// ClientPID is the editor's process as named on the command line, 0 for none. The
	// process named in initialize takes precedence.
	ClientPID int
	Log       *slog.Logger
}

// Conn is a connection with an editor.
type Conn struct {
	name      string // the server's name
	clientPID int    // as named on the command line, 0 if no such process runs
	log       *slog.Logger
	stream    *stream
	peer      jsonrpc2.Conn
	// ctx ends with the connection; work that outlives a request uses it.
	ctx  context.Context
	stop context.CancelFunc

	life       lifecycle
	inflight   inflight
	queue      queue
	unanswered unanswered
	calls      calls
	trace      trace
	progress   progresses

	spawning   sync.Mutex // guards closed
	closed     bool       // no more background work begins
	background sync.WaitGroup
}

// NewConn returns a connection that reads from in and writes to out. It doesn't read
// before [Conn.Serve], and it ends with ctx. The caller must call [Conn.Close].
func NewConn(ctx context.Context, in io.ReadCloser, out io.WriteCloser, opts Options) *Conn {
	c := &Conn{name: opts.Name, log: opts.Log, stream: newStream(in, out, opts.Log)}
	if opts.ClientPID > 0 {
		c.clientPID = visible(float64(opts.ClientPID), opts.Log)
	}
	c.ctx, c.stop = context.WithCancel(ctx)
	c.peer = jsonrpc2.NewConn(c.stream, jsonrpc2.WithCodec(codec{}))
	c.life.exit = make(chan struct{})
	c.stream.broken = c.life.end // the client no longer reads
	c.stream.answered, c.stream.wrote = c.calls.answered, c.unanswered.wrote
	c.stream.ended = func() { c.calls.end(); c.unanswered.end() }
	return c
}

// Serve handles messages until the client sends exit, closes its end, or dies, or
// until the context of the connection ends. It completes the changes that the client
// has requested before it returns.
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

// endWait limits how long a closing connection waits for background work: a write to
// a client that doesn't read may never return.
const endWait = 2 * time.Second

// Close closes the connection and waits a while for the background work. It returns
// the exit code of the process: 0 after a shutdown request, otherwise 1.
func (c *Conn) Close() (exitCode int) {
	c.stop()
	_ = c.stream.Close()
	c.waitForBackground()
	return c.life.exitCode()
}

// drain waits for the changes that the client has requested, and for their answers.
func (c *Conn) drain() {
	ctx, cancel := context.WithTimeout(c.ctx, endWait)
	defer cancel()
	c.queue.drain(ctx)
	c.unanswered.wait(ctx)
}

func (c *Conn) waitForBackground() {
	c.spawning.Lock()
	c.closed = true
	c.spawning.Unlock()
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
		c.log.Warn("ending while background work is still running")
	}
}

// Spawn runs work in the background. The work belongs to the connection, not to a
// request, and its context ends with the connection. After [Conn.Close] it doesn't begin.
func (c *Conn) Spawn(name string, work func(ctx context.Context)) {
	c.spawning.Lock()
	defer c.spawning.Unlock()
	if c.closed {
		return
	}
	c.background.Go(func() {
		c.Contain(name, func() { work(c.ctx) })
	})
}

// Contain runs work, or one round of it. It logs a panic instead of crashing.
func (c *Conn) Contain(name string, work func()) {
	defer func() {
		if r := recover(); r != nil {
			c.log.Error("panic", "in", name, "value", r, "stack", string(debug.Stack()))
		}
	}()
	work()
}

// Notify sends a notification. It logs an error, for example if the client is gone.
func (c *Conn) Notify(method string, params any) {
	if err := c.peer.Notify(c.ctx, method, params); err != nil && !errors.Is(err, context.Canceled) {
		c.log.Debug("notifying", "method", method, "cause", err)
	}
}

// Quiet returns the time since the client's last message.
func (c *Conn) Quiet() time.Duration { return c.stream.quiet() }

package lsprpc

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// errHungUp is what comes of a call whose answer cannot come any more.
var errHungUp = errors.New("the client has closed the connection")

// Call is a request to the client. Its answer may take as long as a user does.
type Call struct {
	conn *Conn
	id   int64
	done chan struct{} // closed when response or err is set
	// response is the answer; err is why there is none.
	response *jsonrpc2.Response
	err      error
}

// Call sends a request to the client. What goes wrong is what [Call.Await] gives.
// Handlers may wait for the answer unless they run at once.
func (c *Conn) Call(ctx context.Context, method string, params any) *Call {
	call := c.calls.add(c)
	raw, err := codec{}.Marshal(params)
	if params == nil {
		raw = nil
	}
	if err == nil && !call.isDone() {
		_, err = c.stream.Write(ctx, jsonrpc2.NewCall(jsonrpc2.NewNumberID(call.id), method, raw))
	}
	if err != nil {
		c.calls.finish(call.id, nil, fmt.Errorf("sending %s: %w", method, err))
	}
	return call
}

// ID is the id of the request on the wire.
func (a *Call) ID() int64 { return a.id }

// Done is closed when the answer is there, or can't come any more.
func (a *Call) Done() <-chan struct{} { return a.done }

func (a *Call) isDone() bool { return isClosed(a.done) }

// Await waits for the answer and decodes it into result, which may be nil. After ctx
// has ended an answer is not heard any more.
func (a *Call) Await(ctx context.Context, result any) error {
	select {
	case <-a.done:
	case <-ctx.Done():
		a.conn.calls.finish(a.id, nil, ctx.Err())
		<-a.done
	}
	switch {
	case a.err != nil:
		return a.err
	case a.response.Err() != nil:
		return a.response.Err()
	case result == nil:
		return nil
	}
	return codec{}.Unmarshal(a.response.Result(), result)
}

// Withdraw asks the client to cancel the request. The call goes on: an answer that
// comes all the same counts.
func (a *Call) Withdraw() {
	// protocol's type of the params holds 32 bits only.
	a.conn.Notify(protocol.MethodCancelRequest, jsontext.Value(`{"id":`+strconv.FormatInt(a.id, 10)+`}`))
}

// answerWait bounds how long an answer that says nothing is waited for: some clients
// never give one.
const answerWait = 30 * time.Second

// Request asks the client for something whose answer says nothing, in the background;
// what goes wrong is logged.
func (c *Conn) Request(what, method string, params any) {
	c.Spawn(what, func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, answerWait)
		defer cancel()
		if err := c.Call(ctx, method, params).Await(ctx, nil); err != nil {
			c.log.Debug(what, "cause", err)
		}
	})
}

// calls are the requests to the client that wait for an answer, by id.
type calls struct {
	mu      sync.Mutex // guards what follows
	last    int64
	waiting map[int64]*Call
	ended   bool // no answer can come any more
}

func (c *calls) add(conn *Conn) *Call {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last++
	call := &Call{conn: conn, id: c.last, done: make(chan struct{})}
	if c.ended {
		call.err = errHungUp
		close(call.done)
		return call
	}
	if c.waiting == nil {
		c.waiting = make(map[int64]*Call)
	}
	c.waiting[call.id] = call
	return call
}

// finish ends the waiting of a call, once.
func (c *calls) finish(id int64, response *jsonrpc2.Response, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if call := c.waiting[id]; call != nil {
		delete(c.waiting, id)
		call.response, call.err = response, err
		close(call.done)
	}
}

// answered takes a response of the client; one to nothing is passed over.
func (c *calls) answered(response *jsonrpc2.Response) {
	if id, ok := response.ID().Number(); ok {
		c.finish(id, response, nil)
	}
}

// end ends the waiting of all calls, those to come included.
func (c *calls) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = true
	for id, call := range c.waiting {
		delete(c.waiting, id)
		call.err = errHungUp
		close(call.done)
	}
}

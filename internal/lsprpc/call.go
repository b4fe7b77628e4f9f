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

// errHungUp is the error of a call whose answer can no longer arrive.
var errHungUp = errors.New("the client has closed the connection")

// Call is a request to the client. Its answer can take as long as a user takes.
type Call struct {
	conn *Conn
	id   int64
	done chan struct{} // closed when response or err is set
	// response is the answer; err is why there is none.
	response *jsonrpc2.Response
	err      error
}

// Call sends a request to the client. [Call.Await] returns any error. Handlers may
// wait for the answer, except those that run at once.
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

// ID returns the id of the request on the wire.
func (a *Call) ID() int64 { return a.id }

// Done returns a channel that is closed when the answer has arrived, or can no longer
// arrive.
func (a *Call) Done() <-chan struct{} { return a.done }

func (a *Call) isDone() bool { return isClosed(a.done) }

// Await waits for the answer and decodes it into result, which may be nil. After ctx
// has ended, an answer is ignored.
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

// Withdraw asks the client to cancel the request. The call stays open: an answer that
// arrives anyway still counts.
func (a *Call) Withdraw() {
	// protocol's type for the params has only 32 bits.
	a.conn.Notify(protocol.MethodCancelRequest, jsontext.Value(`{"id":`+strconv.FormatInt(a.id, 10)+`}`))
}

// answerWait limits how long [Conn.Request] waits for an answer: some clients never
// answer.
const answerWait = 30 * time.Second

// Request sends a request whose answer contains nothing, in the background. It logs
// any error.
func (c *Conn) Request(what, method string, params any) {
	c.Spawn(what, func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, answerWait)
		defer cancel()
		if err := c.Call(ctx, method, params).Await(ctx, nil); err != nil {
			c.log.Debug(what, "cause", err)
		}
	})
}

// calls holds the requests to the client that wait for an answer, by id.
type calls struct {
	mu      sync.Mutex // guards what follows
	last    int64
	waiting map[int64]*Call
	ended   bool // no more answers can arrive
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

// finish ends a call with an answer or an error. It does nothing if the call has
// ended already.
func (c *calls) finish(id int64, response *jsonrpc2.Response, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if call := c.waiting[id]; call != nil {
		delete(c.waiting, id)
		call.response, call.err = response, err
		close(call.done)
	}
}

// answered passes a response of the client to its call. It ignores a response to an
// unknown id.
func (c *calls) answered(response *jsonrpc2.Response) {
	if id, ok := response.ID().Number(); ok {
		c.finish(id, response, nil)
	}
}

// end ends all calls, including future ones.
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

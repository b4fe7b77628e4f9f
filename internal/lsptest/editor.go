// Package lsptest is a fake editor for tests of the server. It speaks the base
// protocol on its own, so that a mistake of the server's library shows, and it
// waits for named events, never for time.
//
// Start reading at [Start] and [Editor.Await].
package lsptest

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"sync"
	"testing"
	"time"
	"unicode/utf8"
)

// patience is how long an expected event may take before the test fails. It is no
// bound on speed.
const patience = 30 * time.Second

// Message is one JSON-RPC message as it came.
type Message struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  *Error          `json:"error"`
}

// Error is the error of a response.
type Error struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// Reply answers a request of the server's; a nil error means the result counts.
type Reply func(params json.RawMessage) (result any, err *Error)

// Editor is the fake editor.
type Editor struct {
	t   testing.TB
	in  io.WriteCloser // of the server
	out *bufio.Reader  // of the server

	mu      sync.Mutex // guards what follows
	changed *sync.Cond
	seen    []Message // everything that the server sent, in its order
	replies map[string]Reply
	nextID  int
	ended   error

	writeMu sync.Mutex
}

// Start makes an editor on the two ends of a server: in is where the server reads,
// out where it writes.
func Start(t testing.TB, in io.WriteCloser, out io.Reader) *Editor {
	e := &Editor{t: t, in: in, out: bufio.NewReader(out), replies: map[string]Reply{}}
	e.changed = sync.NewCond(&e.mu)
	go e.read()
	return e
}

// Answer sets how the editor answers the server's requests of a method. Without
// one they are answered with MethodNotFound, as an editor does.
func (e *Editor) Answer(method string, reply Reply) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.replies[method] = reply
}

func (e *Editor) read() {
	for {
		m, err := e.readMessage()
		e.mu.Lock()
		if err != nil {
			e.ended = err
			e.changed.Broadcast()
			e.mu.Unlock()
			return
		}
		e.seen = append(e.seen, m)
		reply := e.replies[m.Method]
		e.changed.Broadcast()
		e.mu.Unlock()
		if m.Method != "" && len(m.ID) > 0 {
			go e.reply(m, reply)
		}
	}
}

func (e *Editor) readMessage() (Message, error) {
	var m Message
	header, err := textproto.NewReader(e.out).ReadMIMEHeader()
	if err != nil {
		return m, err
	}
	n, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil {
		return m, fmt.Errorf("reading a header: %w", err)
	}
	body := make([]byte, n)
	if _, err := io.ReadFull(e.out, body); err != nil {
		return m, err
	}
	if !utf8.Valid(body) {
		return m, fmt.Errorf("reading a message: not UTF-8: %q", body)
	}
	return m, json.Unmarshal(body, &m)
}

func (e *Editor) reply(m Message, reply Reply) {
	if reply == nil {
		e.Send(map[string]any{"jsonrpc": "2.0", "id": m.ID, "error": Error{-32601, "no " + m.Method}})
		return
	}
	result, wireErr := reply(m.Params)
	if wireErr != nil {
		e.Send(map[string]any{"jsonrpc": "2.0", "id": m.ID, "error": wireErr})
		return
	}
	e.Send(map[string]any{"jsonrpc": "2.0", "id": m.ID, "result": result})
}

// Send sends any value as one frame.
func (e *Editor) Send(v any) {
	body, err := json.Marshal(v)
	if err != nil {
		e.t.Errorf("marshaling a message: %v", err)
		return
	}
	e.SendRaw(fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body))
}

// SendRaw sends bytes as they are. A server that is gone is not an error here.
func (e *Editor) SendRaw(s string) {
	e.writeMu.Lock()
	defer e.writeMu.Unlock()
	_, _ = io.WriteString(e.in, s)
}

// Notify sends a notification; nil params are left out.
func (e *Editor) Notify(method string, params any) {
	m := map[string]any{"jsonrpc": "2.0", "method": method}
	if params != nil {
		m["params"] = params
	}
	e.Send(m)
}

// Request sends a request and gives its id without waiting.
func (e *Editor) Request(method string, params any) int {
	e.mu.Lock()
	e.nextID++
	id := e.nextID
	e.mu.Unlock()
	m := map[string]any{"jsonrpc": "2.0", "id": id, "method": method}
	if params != nil {
		m["params"] = params
	}
	e.Send(m)
	return id
}

// Response waits for the answer to the request id.
func (e *Editor) Response(id int) Message {
	e.t.Helper()
	want := strconv.Itoa(id)
	return e.Await("the answer to request "+want, func(m Message) bool {
		return m.Method == "" && string(m.ID) == want
	})
}

// Call sends a request and waits for its answer.
func (e *Editor) Call(method string, params any) Message {
	e.t.Helper()
	return e.Response(e.Request(method, params))
}

// Result calls and decodes the result; an error reply fails the test.
func (e *Editor) Result(method string, params, result any) {
	e.t.Helper()
	m := e.Call(method, params)
	if m.Error != nil {
		e.t.Fatalf("%s: error %d: %s", method, m.Error.Code, m.Error.Message)
	}
	if err := json.Unmarshal(m.Result, result); err != nil {
		e.t.Fatalf("%s: result %s: %v", method, m.Result, err)
	}
}

// Execute carries out a command of the server's and decodes its result.
func (e *Editor) Execute(command string, argument, result any) {
	e.t.Helper()
	e.Result("workspace/executeCommand", executeParams(command, argument), result)
}

// ExecuteError carries out a command that is expected to fail.
func (e *Editor) ExecuteError(command string, argument any) Error {
	e.t.Helper()
	m := e.Call("workspace/executeCommand", executeParams(command, argument))
	if m.Error == nil {
		e.t.Fatalf("%s: result %s, want an error", command, m.Result)
	}
	return *m.Error
}

func executeParams(command string, argument any) any {
	p := map[string]any{"command": command}
	if argument != nil {
		p["arguments"] = []any{argument}
	}
	return p
}

// Await gives the first message, from the start of the connection on, that match
// accepts, and waits for it if need be.
func (e *Editor) Await(what string, match func(Message) bool) Message {
	e.t.Helper()
	m, err := e.await(match)
	if err != nil {
		e.t.Fatalf("waiting for %s: %v; seen so far:\n%s", what, err, e.transcript())
	}
	return m
}

// AwaitMethod waits for a notification or request of the server's.
func (e *Editor) AwaitMethod(method string, match func(params string) bool) Message {
	e.t.Helper()
	return e.Await(method, func(m Message) bool {
		return m.Method == method && (match == nil || match(string(m.Params)))
	})
}

// AwaitEnd waits until the server has closed its side.
func (e *Editor) AwaitEnd() {
	e.t.Helper()
	_, err := e.await(func(Message) bool { return false })
	if errors.Is(err, errPatience) {
		e.t.Fatalf("waiting for the end of the connection: %v", err)
	}
}

var errPatience = fmt.Errorf("nothing came in %v", patience)

func (e *Editor) await(match func(Message) bool) (Message, error) {
	late := false
	timer := time.AfterFunc(patience, func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		late = true
		e.changed.Broadcast()
	})
	defer timer.Stop()
	e.mu.Lock()
	defer e.mu.Unlock()
	for next := 0; ; e.changed.Wait() {
		for ; next < len(e.seen); next++ {
			if match(e.seen[next]) {
				return e.seen[next], nil
			}
		}
		if e.ended != nil {
			return Message{}, fmt.Errorf("the server ended: %w", e.ended)
		}
		if late {
			return Message{}, errPatience
		}
	}
}

// Count tells how many messages of the server's match so far. It is only
// meaningful after an answer that the server sends behind them.
func (e *Editor) Count(match func(Message) bool) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	n := 0
	for _, m := range e.seen {
		if match(m) {
			n++
		}
	}
	return n
}

// CloseInput closes the server's input, as an editor that dies does.
func (e *Editor) CloseInput() { _ = e.in.Close() }

func (e *Editor) transcript() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := ""
	for _, m := range e.seen {
		line, _ := json.Marshal(m)
		s += string(line[:min(len(line), 400)]) + "\n"
	}
	return s
}

// AwaitCount waits until n messages of the server's match.
func (e *Editor) AwaitCount(what string, n int, match func(Message) bool) {
	e.t.Helper()
	seen := 0
	e.Await(what, func(m Message) bool {
		if match(m) {
			seen++
		}
		return seen == n
	})
}

// Package lsptest is a fake editor for tests of the server. Its base protocol is a
// separate implementation, which reveals mistakes in the server's. It waits for named
// events, never for a fixed time.
//
// Start reading at [Start] and [Editor.Await].
package lsptest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

// Editor is the fake editor.
type Editor struct {
	t   testing.TB
	in  io.WriteCloser // the server's input
	out *bufio.Reader  // the server's output

	mu      sync.Mutex // guards the fields below
	changed *sync.Cond
	seen    []Message // everything that the server sent, in order
	replies map[string]Reply
	nextID  int
	ended   error

	writeMu sync.Mutex
}

// Start makes an editor for a server that reads from in and writes to out.
func Start(t testing.TB, in io.WriteCloser, out io.Reader) *Editor {
	e := &Editor{t: t, in: in, out: bufio.NewReader(out), replies: map[string]Reply{}}
	e.changed = sync.NewCond(&e.mu)
	go e.read()
	return e
}

// Answer sets how the editor answers requests with this method. Like a real editor, it
// answers other requests with MethodNotFound.
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
	body, err := frame.Read(e.out)
	if err != nil {
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

// CloseInput closes the server's input, as if the editor had died.
func (e *Editor) CloseInput() { _ = e.in.Close() }

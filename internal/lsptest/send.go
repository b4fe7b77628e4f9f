package lsptest

import (
	"encoding/json"
	"io"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

// Send sends any value as one frame.
func (e *Editor) Send(v any) {
	body, err := json.Marshal(v)
	if err != nil {
		e.t.Errorf("marshaling a message: %v", err)
		return
	}
	e.SendRaw(frame.Of(string(body)))
}

// SendRaw sends bytes unchanged. It is not an error if the server has ended.
func (e *Editor) SendRaw(s string) {
	e.writeMu.Lock()
	defer e.writeMu.Unlock()
	_, _ = io.WriteString(e.in, s)
}

// Notify sends a notification. It omits nil params.
func (e *Editor) Notify(method string, params any) {
	m := map[string]any{"jsonrpc": "2.0", "method": method}
	if params != nil {
		m["params"] = params
	}
	e.Send(m)
}

// Request sends a request and returns its id without waiting.
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

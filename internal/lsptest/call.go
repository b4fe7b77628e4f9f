package lsptest

import (
	"encoding/json"
	"strconv"
)

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

// Result is like Call, and decodes the result. An error reply fails the test.
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

// Execute runs a command on the server and decodes its result.
func (e *Editor) Execute(command string, argument, result any) {
	e.t.Helper()
	e.Result("workspace/executeCommand", executeParams(command, argument), result)
}

// ExecuteError runs a command that must fail, and returns its error.
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

package lsprpc

import (
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

// withParams returns a frame of a message with JSON params, or without params for "".
func withParams(method, id, params string) string {
	body := `{"jsonrpc":"2.0","method":"` + method + `"`
	if id != "" {
		body += `,"id":` + id
	}
	if params != "" {
		body += `,"params":` + params
	}
	return frame.Of(body + "}")
}

// noParams are ways in which clients send no params, and some nonsensical ones.
var noParams = []string{``, `null`, `{}`, `[]`, ` [ ] `, `[null]`, `[{}]`, `{"a":1}`, `[1,2]`}

// TestUnexpectedParams checks that such params do no harm, whatever they
// are.
func TestUnexpectedParams(t *testing.T) {
	for _, params := range noParams {
		s := start(t)
		s.Result("initialize", map[string]any{}, new(any))
		s.SendRaw(withParams("initialized", "", params))
		s.alive()
		s.SendRaw(withParams("shutdown", `"bye"`, params))
		m := s.Await("the answer", func(m lsptest.Message) bool { return string(m.ID) == `"bye"` })
		if m.Error != nil || string(m.Result) != "null" {
			t.Errorf("shutdown with %s: %+v", params, m.Error)
		}
		s.SendRaw(withParams("exit", "", params))
		if code := s.exitCode(); code != 0 {
			t.Errorf("params %s: exit code %d, want 0", params, code)
		}
	}
}

// TestExitAlwaysEnds checks that exit ends the connection, whatever its params, its
// form and the phase.
func TestExitAlwaysEnds(t *testing.T) {
	exits := []string{
		withParams("exit", "7", ""), withParams("exit", `"x"`, "[]"), withParams("exit", "", "7"), withParams("exit", "", `"now"`), withParams("exit", "", "true"),
		frame.Of(`{"method":"exit"}`), frame.Of(`{"jsonrpc":"1.0","method":"exit"}`), frame.Of(`{"jsonrpc":"2.0","id":[1],"method":"exit"}`),
		frame.Of("{\"jsonrpc\":\"2.0\",\"method\":\"exit\",\"params\":\"\xff\"}"),
	}
	for _, params := range noParams {
		exits = append(exits, withParams("exit", "", params))
	}
	for _, exit := range exits {
		for phase, code := range map[string]int{"created": 1, "initialized": 1, "shut down": 0} {
			s := start(t)
			if phase != "created" {
				s.initialize(nil)
			}
			if phase == "shut down" {
				s.Call("shutdown", nil)
			}
			s.SendRaw(exit)
			if got := s.exitCode(); got != code {
				t.Errorf("%s when %s: exit code %d, want %d", exit, phase, got, code)
			}
		}
	}
}

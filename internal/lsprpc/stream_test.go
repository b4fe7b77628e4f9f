package lsprpc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/internal/lsptest/frame"
)

// TestNothingEndsTheConnection sends messages known to crash servers, and then
// expects an answer.
func TestNothingEndsTheConnection(t *testing.T) {
	for name, raw := range map[string]string{
		"initialized with an array":    frame.Of(`{"jsonrpc":"2.0","method":"initialized","params":[]}`),
		"initialized without params":   frame.Of(`{"jsonrpc":"2.0","method":"initialized"}`),
		"unknown $/ notification":      frame.Of(`{"jsonrpc":"2.0","method":"$/foo","params":{}}`),
		"unknown notification":         frame.Of(`{"jsonrpc":"2.0","method":"foo"}`),
		"cancel null":                  frame.Of(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":null}}`),
		"cancel beyond 31 bits":        frame.Of(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":2147483648}}`),
		"cancel beyond 64 bits":        frame.Of(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":92233720368547758080}}`),
		"cancel an array":              frame.Of(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":[1]}}`),
		"cancel without params":        frame.Of(`{"jsonrpc":"2.0","method":"$/cancelRequest"}`),
		"notification that fails":      frame.Of(`{"jsonrpc":"2.0","method":"test/fails"}`),
		"notification that panics":     frame.Of(`{"jsonrpc":"2.0","method":"test/panics"}`),
		"setTrace with a number":       frame.Of(`{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":7}}`),
		"a response to nothing":        frame.Of(`{"jsonrpc":"2.0","id":77,"result":null}`),
		"an error response":            frame.Of(`{"jsonrpc":"2.0","id":78,"error":{"code":-1,"message":"x"}}`),
		"no JSON":                      frame.Of(`hello`),
		"half JSON":                    frame.Of(`{"jsonrpc":"2.0","id":1,`),
		"not UTF-8":                    frame.Of("{\"jsonrpc\":\"2.0\",\"method\":\"\xff\"}"),
		"a batch":                      frame.Of(`[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]`),
		"no method":                    frame.Of(`{"jsonrpc":"2.0","id":9}`),
		"an id that is an array":       frame.Of(`{"jsonrpc":"2.0","id":[1],"method":"shutdown"}`),
		"length zero":                  "Content-Length: 0\r\n\r\n",
		"negative length":              "Content-Length: -5\r\n\r\n",
		"a length that isn't a number": "Content-Length: many\r\n\r\n",
		"an absurd length":             "Content-Length: 99999999999999999999\r\n\r\n",
		"no length":                    "Content-Type: x\r\n\r\n",
		"lines without a colon":        "hello\nworld\n\n",
		"an endless header line":       strings.Repeat("x", 1<<20) + "\r\n",
		"a length that is too short":   "Content-Length: 40\r\n\r\n" + `{"jsonrpc":"2.0","method":"foo","params":{}}`,
		"a body without a header":      `{"jsonrpc":"2.0","method":"foo"}`,
		"an absurd length and a body":  "Content-Length: 9999999999999\r\n\r\n" + `{"jsonrpc":"2.0","method":"foo"}`,
		"no number and a body":         "Content-Length: many\r\n\r\n" + `{"jsonrpc":"2.0","method":"foo"}`,
		"bare line feeds":              strings.ReplaceAll(frame.Of(`{"jsonrpc":"2.0","method":"x"}`), "\r", ""),
		"a body beyond the limit":      fmt.Sprintf("Content-Length: %d\r\n\r\n%s", maxBody+1, strings.Repeat(" ", maxBody+1)),
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t)
			s.initialize(nil)
			s.SendRaw(raw)
			s.alive()
		})
	}
}

func TestRefusedFramesAreAnswered(t *testing.T) {
	for _, test := range []struct {
		raw  string
		code int
		part string
	}{
		{"Content-Length: 5\r\n\r\nhello", -32700, "reading a message"},
		{"Content-Length: 2\r\n\r\n[]", -32600, "no batches"},
		{"Content-Length: 0\r\n\r\n", -32600, "must be between 1 and"},
		{fmt.Sprintf("Content-Length: %d\r\n\r\n%s", maxBody+1, strings.Repeat(" ", maxBody+1)), -32600, "must be between 1 and"},
	} {
		s := start(t)
		s.SendRaw(test.raw)
		m := s.Await("an answer without an id", func(m lsptest.Message) bool { return m.Error != nil })
		wantError(t, m, test.code, test.part)
		if len(m.ID) > 0 && string(m.ID) != "null" {
			t.Errorf("id %s, want null", m.ID)
		}
	}
}

package lsprpc

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// logCalls is the log level of calls.
const logCalls = slog.LevelDebug

// maxTraced limits how many bytes of the params a verbose trace contains.
const maxTraced = 2 << 10

// trace is the level of detail of $/logTrace: 0 off, 1 messages, 2 verbose.
type trace struct{ level atomic.Int32 }

func (t *trace) set(v protocol.TraceValue) {
	switch v {
	case protocol.TraceValueMessages:
		t.level.Store(1)
	case protocol.TraceValueVerbose:
		t.level.Store(2)
	default:
		t.level.Store(0)
	}
}

// setRaw sets the level from a value of any type.
func (t *trace) setRaw(raw jsontext.Value) {
	var v protocol.TraceValue
	if len(raw) > 0 {
		_ = codec{}.Unmarshal(raw, &v) // a value that isn't a string means off
	}
	t.set(v)
}

// setTrace implements $/setTrace.
func (t *trace) setTrace(params jsontext.Value) error {
	var p struct {
		Value protocol.TraceValue `json:"value"`
	}
	if err := (codec{}).Unmarshal(params, &p); err != nil {
		return err
	}
	t.set(p.Value)
	return nil
}

// traceCall logs a call and, if the editor requests it, traces it. Call the returned
// function with the outcome.
func (c *Conn) traceCall(req *jsonrpc2.Request) func(error) {
	level := c.trace.level.Load()
	if level == 0 && !c.log.Enabled(context.Background(), logCalls) {
		return func(error) {}
	}
	method, begin := req.Method(), time.Now()
	params := req.Params()
	var verbose *string
	if level == 2 {
		text := "Params: " + strings.ToValidUTF8(string(params[:min(len(params), maxTraced)]), "")
		verbose = &text
	}
	return func(err error) {
		took := time.Since(begin).Round(time.Microsecond)
		c.log.Log(context.Background(), logCalls, "call", "method", method, "took", took, "error", err)
		if level == 0 || method == protocol.MethodInitialize {
			return
		}
		text := fmt.Sprintf("%s took %v", method, took)
		if err != nil {
			text += fmt.Sprintf(" and failed: %v", err)
		}
		c.Notify(protocol.MethodLogTrace, &protocol.LogTraceParams{Message: text, Verbose: verbose})
	}
}

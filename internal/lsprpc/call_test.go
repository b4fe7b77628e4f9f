package lsprpc

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// open makes the editor answer test/ask when the test sends an answer.
func open(s *session) (answer chan<- any) {
	answers := make(chan any, 1)
	s.Answer("test/ask", func(json.RawMessage) (any, *lsptest.Error) { return <-answers, nil })
	return answers
}

// TestCalls checks that each call gets its answer, in whatever order they arrive.
func TestCalls(t *testing.T) {
	s := start(t)
	s.initialize(nil)
	s.Answer("test/ask", func(params json.RawMessage) (any, *lsptest.Error) { return params, nil })
	s.Answer("test/refuses", func(json.RawMessage) (any, *lsptest.Error) { return nil, &lsptest.Error{Code: 7, Message: "no"} })
	calls := map[int]*Call{}
	for i := range 100 {
		calls[i] = s.conn.Call(t.Context(), "test/ask", i)
	}
	for i, call := range calls {
		var got int
		if err := call.Await(t.Context(), &got); err != nil || got != i {
			t.Errorf("call %d: %d, %v", call.ID(), got, err)
		}
	}
	err := s.conn.Call(t.Context(), "test/refuses", nil).Await(t.Context(), nil)
	if !IsReply(err) || err.Error() != "no" {
		t.Errorf("error of a refused call: %v", err)
	}
	if err := s.conn.Call(t.Context(), "test/ask", "a word").Await(t.Context(), new(int)); err == nil || IsReply(err) {
		t.Errorf("decoding a string as a number: %v", err)
	}
	if err := s.conn.Call(t.Context(), "test/ask", make(chan int)).Await(t.Context(), nil); err == nil {
		t.Error("no error for params that can't be marshaled")
	}
	s.alive()
}

// TestWithdraw checks that the cancel request names the call's id, and that a late
// answer counts.
func TestWithdraw(t *testing.T) {
	s := start(t)
	s.initialize(nil)
	answer := open(s)
	call := s.conn.Call(t.Context(), "test/ask", nil)
	call.Withdraw()
	s.AwaitMethod("$/cancelRequest", func(params string) bool {
		return strings.Contains(params, `"id":`+strconv.FormatInt(call.ID(), 10)+`}`)
	})
	if call.isDone() {
		t.Fatal("a withdrawn call ended without an answer")
	}
	answer <- "late"
	var got string
	if err := call.Await(t.Context(), &got); err != nil || got != "late" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestAwaitEnds checks that Await ends with its context and with the connection.
func TestAwaitEnds(t *testing.T) {
	s := start(t)
	s.initialize(nil)
	answer := open(s)
	ctx, cancel := context.WithCancel(t.Context())
	abandoned := s.conn.Call(t.Context(), "test/ask", nil)
	cancel()
	if err := abandoned.Await(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("abandoned: %v", err)
	}
	answer <- "too late"
	s.alive()

	orphaned := s.conn.Call(t.Context(), "test/ask", nil)
	s.CloseInput()
	if err := orphaned.Await(t.Context(), nil); err == nil || IsReply(err) {
		t.Errorf("orphaned: %v", err)
	}
	if code := s.exitCode(); code != 1 {
		t.Errorf("exit code %d", code)
	}
	if err := s.conn.Call(t.Context(), "test/ask", nil).Await(t.Context(), nil); err == nil {
		t.Error("a call after the end got an answer")
	}
}

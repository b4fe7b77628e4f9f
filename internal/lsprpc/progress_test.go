package lsprpc

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

func kind(kind string) func(string) bool {
	return func(params string) bool { return strings.Contains(params, `"kind":"`+kind+`"`) }
}

// begun waits for the progress of id's work and returns its token.
func begun(s *session) string {
	s.t.Helper()
	begin := s.AwaitMethod("$/progress", kind("begin"))
	var p struct {
		Token string
		Value struct {
			Title       string
			Cancellable bool
		}
	}
	if err := json.Unmarshal(begin.Params, &p); err != nil || p.Value.Title != "Working" || !p.Value.Cancellable || !strings.HasPrefix(p.Token, "test-") {
		s.t.Errorf("%s, %v", begin.Params, err)
	}
	return p.Token
}

// TestProgress checks that progress ends, whether the user cancels the work or the
// client cancels its request.
func TestProgress(t *testing.T) {
	for _, by := range []string{"user", "client"} {
		s := start(t)
		s.Answer("window/workDoneProgress/create", func(json.RawMessage) (any, *lsptest.Error) { return nil, nil })
		s.initialize(map[string]any{"progress": true})
		id := s.Request("test/progress", nil)
		token := begun(s)
		for _, odd := range []any{nil, 7, map[string]any{}, "another"} {
			s.Notify("window/workDoneProgress/cancel", map[string]any{"token": odd})
		}
		if by == "user" {
			s.Notify("window/workDoneProgress/cancel", map[string]any{"token": token})
		} else {
			s.Notify("$/cancelRequest", map[string]any{"id": id})
		}
		s.AwaitMethod("$/progress", kind("end"))
		if m := s.Response(id); m.Error != nil {
			t.Errorf("cancelled by the %s: %+v", by, m.Error)
		}
	}
}

// TestProgressOfAPanic checks that progress also ends after a panic.
func TestProgressOfAPanic(t *testing.T) {
	s := start(t)
	s.Answer("window/workDoneProgress/create", func(json.RawMessage) (any, *lsptest.Error) { return nil, nil })
	s.initialize(map[string]any{"progress": true})
	s.conn.Spawn("work", func(ctx context.Context) {
		_ = s.conn.WithProgress(ctx, "Working", true, func(ctx context.Context) error {
			<-ctx.Done()
			panic("on purpose")
		})
	})
	s.Notify("window/workDoneProgress/cancel", map[string]any{"token": begun(s)})
	s.AwaitMethod("$/progress", kind("end"))
	s.alive()
}

// TestProgressWithoutAnAnswer checks that progress delays nothing: some editors never
// answer, and some don't support it.
func TestProgressWithoutAnAnswer(t *testing.T) {
	for _, supported := range []bool{true, false} {
		s := start(t)
		silent := make(chan struct{})
		defer close(silent)
		s.Answer("window/workDoneProgress/create", func(json.RawMessage) (any, *lsptest.Error) { <-silent; return nil, nil })
		s.initialize(map[string]any{"progress": supported})
		id := s.Request("test/progress", nil)
		if supported {
			s.AwaitMethod("window/workDoneProgress/create", nil)
		}
		s.Notify("$/cancelRequest", map[string]any{"id": id})
		if m := s.Response(id); m.Error != nil && m.Error.Code != -32800 {
			t.Errorf("%+v", m.Error)
		}
		if n := s.Count(func(m lsptest.Message) bool { return m.Method == "$/progress" }); n != 0 {
			t.Errorf("%d progress notifications", n)
		}
	}
}

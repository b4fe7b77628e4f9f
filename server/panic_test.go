package server

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/lsprpc"
	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/running"
)

// unserved returns a connection without input, to test background work.
func unserved(t *testing.T) *lsprpc.Conn {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	conn := lsprpc.NewConn(ctx, io.NopCloser(strings.NewReader("")), nowhere{io.Discard}, lsprpc.Options{Log: slog.New(slog.DiscardHandler)})
	t.Cleanup(func() { cancel(); conn.Close() })
	return conn
}

// TestLooksGoOnAfterAPanic checks that a look at slow facts that panics is not the
// last one.
func TestLooksGoOnAfterAPanic(t *testing.T) {
	conn := unserved(t)
	var f slowFacts
	var n atomic.Int32
	looks := make(chan int32, 1)
	look := func() {
		looks <- n.Add(1)
		panic("on purpose")
	}
	for want := range int32(3) {
		f.look(conn, look)
		select {
		case got := <-looks:
			if got != want+1 {
				t.Errorf("look %d, want %d", got, want+1)
			}
		case <-time.After(30 * time.Second):
			t.Fatalf("no look after %d panics", want)
		}
	}
}

// TestPagesStayLiveAfterAPanic checks that after a look at the open pages has
// panicked, the next one finds the changes.
func TestPagesStayLiveAfterAPanic(t *testing.T) {
	var n atomic.Int32
	s := start(t, chosen("off 2026-01-01"), func(_ *session, o *Options) {
		o.Running = func(context.Context, string) (running.Programs, error) {
			switch n.Add(1) {
			case 1:
				return running.Programs{}, nil
			case 2:
				panic("on purpose")
			}
			return running.Programs{Supported: true, Programs: []running.Program{{PID: 7, Program: "gopls"}}}, nil
		}
	})
	s.Answer("workspace/textDocumentContent/refresh", func(json.RawMessage) (any, *lsptest.Error) { return nil, nil })
	s.initialize(contentClient, map[string]any{"prompt": "never"})
	s.Result("workspace/textDocumentContent", map[string]any{"uri": "go-telemetry:///explanation.md"}, new(any))
	s.AwaitMethod("workspace/textDocumentContent/refresh", nil)
}

// TestStatusIsSentAfterAPanic checks that a look at the state that panics is not the
// last one.
func TestStatusIsSentAfterAPanic(t *testing.T) {
	var armed atomic.Bool
	lines := make(chan string, 10000)
	s := start(t, chosen("local 2026-01-01"), func(_ *session, o *Options) {
		o.Log = logTo(lines)
		o.Env = func(string) string {
			if armed.CompareAndSwap(true, false) {
				panic("on purpose")
			}
			return ""
		}
	})
	s.initialize(statusClient, map[string]any{"prompt": "never"})
	s.awaitStatus("local", true)
	for _, mode := range []string{"off", "local", "on"} {
		armed.Store(true)
		s.write(s.dir.ModeFile(), mode+" 2026-01-01")
		awaitLine(t, lines, "on purpose")
	}
	s.write(s.dir.ModeFile(), "off 2026-01-02")
	s.AwaitMethod(methodStatus, func(params string) bool { return strings.Contains(params, "2026-01-02") })
}

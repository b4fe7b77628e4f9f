package lsprpc

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
)

// session is a connection with a fake editor at the other end.
type session struct {
	*lsptest.Editor
	t      *testing.T
	conn   *Conn
	exit   chan int // the exit code
	deafen func()   // closes the editor's reading end
}

func start(t *testing.T, changes ...func(*Options)) *session {
	t.Helper()
	opts := Options{Name: "test", Log: slog.New(slog.DiscardHandler)}
	for _, change := range changes {
		change(&opts)
	}
	in, editorOut := io.Pipe()
	editorIn, out := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	s := &session{t: t, exit: make(chan int, 1), conn: NewConn(ctx, in, out, opts)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.conn.Serve(&methods{conn: s.conn})
		s.exit <- s.conn.Close()
	}()
	t.Cleanup(func() { cancel(); <-done })
	s.deafen = func() { _ = editorIn.Close() }
	s.Editor = lsptest.Start(t, editorOut, editorIn)
	return s
}

// initialize performs the initialize handshake.
func (s *session) initialize(params any) {
	s.t.Helper()
	if params == nil {
		params = map[string]any{"processId": nil}
	}
	s.Result("initialize", params, new(any))
	s.Notify("initialized", map[string]any{})
}

// alive fails the test if the server no longer answers.
func (s *session) alive() {
	s.t.Helper()
	var got string
	s.Result("test/echo", "hello", &got)
	if got != "hello" {
		s.t.Errorf("the echo is %q", got)
	}
}

// exitCode waits for the end of the connection.
func (s *session) exitCode() int {
	s.t.Helper()
	select {
	case code := <-s.exit:
		return code
	case <-time.After(30 * time.Second):
		s.t.Fatal("the server didn't end")
		return -1
	}
}

// methods is the handler of the tests.
type methods struct {
	conn *Conn

	mu       sync.Mutex // guards what follows
	received []string   // the params of each test/note
	started  int
}

// Call implements [Handler].
func (m *methods) Call(method string, params jsontext.Value) (Work, error) {
	switch method {
	case "initialize":
		return m.initialize(params)
	case "shutdown":
		return work(nil, nil), nil
	case "test/echo":
		w := work(params, nil)
		w.AtOnce = true
		return w, nil
	case "test/concurrent":
		return work(params, nil), nil
	case "test/params":
		return Work{}, Errorf(InvalidParams, "decoding the params: no")
	case "test/plain":
		return work(nil, errors.New("plain")), nil
	case "test/failed":
		return work(nil, failed("it broke")), nil
	case "test/panic":
		return Work{Run: func(context.Context) (any, error) { panic("on purpose") }}, nil
	case "test/prepares/panic":
		panic("on purpose")
	case "test/wait", "test/change":
		return Work{Changes: method == "test/change", Run: m.wait}, nil
	case "test/notes":
		return Work{Run: func(context.Context) (any, error) { return m.notes(), nil }}, nil
	case "test/progress":
		return Work{Run: func(ctx context.Context) (any, error) {
			return nil, m.conn.WithProgress(ctx, "Working", true, func(ctx context.Context) error {
				<-ctx.Done()
				return nil
			})
		}}, nil
	}
	return Work{}, ErrMethodNotFound
}

// Notification implements [Handler].
func (m *methods) Notification(method string, params jsontext.Value) (Work, error) {
	switch method {
	case "initialized":
		return Work{Run: func(context.Context) (any, error) { m.started++; return nil, nil }}, nil
	case "test/note":
		m.mu.Lock()
		defer m.mu.Unlock()
		m.received = append(m.received, string(params))
		return work(nil, nil), nil
	case "test/panics":
		panic("on purpose")
	case "test/fails":
		return work(nil, errors.New("plain")), nil
	}
	return Work{}, ErrMethodNotFound
}

// initialize decodes the part of the request that the connection uses.
func (m *methods) initialize(params jsontext.Value) (Work, error) {
	var p struct {
		ProcessID jsontext.Value `json:"processId"`
		Trace     jsontext.Value `json:"trace"`
		Progress  bool           `json:"progress"`
	}
	if err := (codec{}).Unmarshal(params, &p); err != nil {
		return Work{}, Errorf(InvalidParams, "%v", err)
	}
	return Work{Run: func(context.Context) (any, error) {
		m.conn.SetClient(Client{ProcessID: p.ProcessID, Trace: p.Trace, Progress: p.Progress})
		return map[string]any{}, nil
	}}, nil
}

// wait waits until it is cancelled; a change also waits for the note "go".
func (m *methods) wait(ctx context.Context) (any, error) {
	m.conn.Notify("test/waiting", jsontext.Value("{}"))
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-ticker.C:
			for _, note := range m.notes() {
				if note == `"go"` {
					return "went", nil
				}
			}
		}
	}
}

func (m *methods) notes() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]string(nil), m.received...)
}

func work(result any, err error) Work {
	return Work{Run: func(context.Context) (any, error) { return result, err }}
}

// failed is an error with its own code.
type failed string

func (f failed) Error() string { return string(f) }

func (failed) Code() Code { return RequestFailed }

func wantError(t *testing.T, m lsptest.Message, code int, part string) {
	t.Helper()
	if m.Error == nil || m.Error.Code != code || !strings.Contains(m.Error.Message, part) {
		t.Errorf("got result %s, error %+v; want error %d with %q", m.Result, m.Error, code, part)
	}
}

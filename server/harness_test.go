package server

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/internal/lsptest"
	"github.com/telemetry-ls/telemetry-ls/internal/process"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/prompt"
	"github.com/telemetry-ls/telemetry-ls/running"
)

// today is the current time in the tests.
var today = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

// session is a server with a fake editor and a separate home directory.
type session struct {
	*lsptest.Editor
	t      *testing.T
	config string // the user's configuration directory
	cache  string
	dir    mode.Dir
	exit   chan int // the exit code
	deafen func()   // closes the editor's reading end
}

// setup changes a session before it starts.
type setup func(*session, *Options)

// homeOf makes a session share another session's home directory, as a second window
// does.
func homeOf(other *session) setup {
	return func(s *session, _ *Options) { s.config, s.cache, s.dir = other.config, other.cache, other.dir }
}

func withEnv(env map[string]string) setup {
	return func(_ *session, o *Options) {
		o.Env = func(k string) string { return env[k] }
		o.Prompt.Getenv = o.Env
	}
}

// withFile creates a file in the configuration directory before the start.
func withFile(path, text string) setup {
	return func(s *session, _ *Options) { s.write(filepath.Join(s.config, filepath.FromSlash(path)), text) }
}

func start(t *testing.T, setups ...setup) *session {
	t.Helper()
	home := t.TempDir()
	s := &session{t: t, config: filepath.Join(home, "config"), cache: filepath.Join(home, "cache"), exit: make(chan int, 1)}
	s.dir = mode.Dir(filepath.Join(s.config, "go", "telemetry"))
	if err := os.MkdirAll(s.config, 0o755); err != nil {
		t.Fatal(err)
	}
	opts := Options{
		Running: func(context.Context, string) (running.Programs, error) { return running.Programs{}, nil },
		Env:     func(string) string { return "" },
		Now:     func() time.Time { return today },
		Prompt: prompt.Env{
			Getenv: func(string) string { return "" },
			Now:    func() time.Time { return today },
			PID:    os.Getpid(),
			Alive:  process.Alive,
		},
		Log:     slog.New(slog.NewTextHandler(newTestLog(t), &slog.HandlerOptions{Level: slog.LevelDebug})),
		Version: "v0.0.0-test",
	}
	for _, change := range setups {
		change(s, &opts)
	}
	opts.Dir, opts.ConfigDir, opts.CacheDir, opts.Prompt.ConfigDir = s.dir, s.config, s.cache, s.config

	serverIn, editorOut := io.Pipe()
	editorIn, serverOut := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.exit <- Serve(ctx, serverIn, serverOut, opts)
	}()
	t.Cleanup(func() { cancel(); <-done })
	s.deafen = func() { _ = editorIn.Close() }
	s.Editor = lsptest.Start(t, editorOut, editorIn)
	return s
}

// testLog writes the server's log to the test's log while the test runs: background
// work may end a little later.
type testLog struct {
	t  *testing.T
	mu sync.Mutex // held while a line is written
	// over is set when the test has ended; guarded by mu.
	over bool
}

func newTestLog(t *testing.T) *testLog {
	l := &testLog{t: t}
	t.Cleanup(func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.over = true
	})
	return l
}

func (l *testLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.over {
		l.t.Logf("server: %s", p)
	}
	return len(p), nil
}

// statusClient are the capabilities of an editor with a status line.
var statusClient = map[string]any{"experimental": map[string]any{"goTelemetryStatus": true}}

// initialize performs the initialize handshake.
func (s *session) initialize(capabilities map[string]any, options any) {
	s.t.Helper()
	s.initializeIn(nil, capabilities, options)
}

// initializeIn is initialize for an editor with workspace folders.
func (s *session) initializeIn(folders []string, capabilities map[string]any, options any) {
	s.t.Helper()
	var list []map[string]string
	for _, folder := range folders {
		list = append(list, map[string]string{"uri": fileURI(folder), "name": filepath.Base(folder)})
	}
	var result any
	s.Result("initialize", map[string]any{
		"processId": nil, "rootUri": nil, "workspaceFolders": list, "capabilities": capabilities, "initializationOptions": options,
	}, &result)
	s.Notify("initialized", map[string]any{})
}

func (s *session) write(path, text string) {
	s.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		s.t.Fatal(err)
	}
}

// modeFile returns the text of the mode file, "" if there is none.
func (s *session) modeFile() string {
	raw, err := os.ReadFile(s.dir.ModeFile())
	if err != nil && !os.IsNotExist(err) {
		s.t.Fatal(err)
	}
	return string(raw)
}

// chosen creates a mode file before the start.
func chosen(text string) setup {
	return func(s *session, _ *Options) { s.write(s.dir.ModeFile(), text) }
}

// exitCode waits for the server to end and returns its exit code.
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

// logTo returns a log whose lines tests can wait for.
func logTo(lines chan string) *slog.Logger {
	return slog.New(slog.NewTextHandler(lineWriter(lines), nil))
}

// lineWriter must have room for all lines: it drops lines that don't fit.
type lineWriter chan string

func (w lineWriter) Write(p []byte) (int, error) {
	select {
	case w <- string(p):
	default:
	}
	return len(p), nil
}

func awaitLine(t *testing.T, lines chan string, part string) {
	t.Helper()
	deadline := time.After(30 * time.Second)
	for {
		select {
		case line := <-lines:
			if strings.Contains(line, part) {
				return
			}
		case <-deadline:
			t.Fatalf("no line %q in the log", part)
		}
	}
}

// Package server speaks the Language Server Protocol: it maps methods to what the
// domain packages do. It is the only importer of go.lsp.dev/protocol and
// go.lsp.dev/jsonrpc2.
//
// Start reading at [Serve], then the table of methods in methods.go.
package server

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"go.lsp.dev/jsonrpc2"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/counters"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/prompt"
	"github.com/telemetry-ls/telemetry-ls/running"
)

// Options is what a server needs to know of its surroundings.
type Options struct {
	Dir       mode.Dir
	ConfigDir string // the user's configuration folder, "" if there is none
	CacheDir  string // the user's cache folder, "" if there is none
	ModCache  string // the user's module cache, "" if nobody knows
	// Download fetches the upload config: the only network traffic there is. It runs
	// nothing of the workspace folders.
	Download func(ctx context.Context, workspace []string) (*counters.UploadConfig, error)
	// Running finds the running programs that count in a telemetry directory.
	Running func(ctx context.Context, dir string) (running.Programs, error)
	Env     func(string) string
	Now     func() time.Time
	Prompt  prompt.Env
	// ClientPID is the editor's process as the command line names it, 0 for none;
	// the one of initialize goes before it.
	ClientPID int
	Log       *slog.Logger
	Version   string
}

// Server is one connection with an editor.
type Server struct {
	opts   Options
	log    *slog.Logger
	stream *stream
	conn   jsonrpc2.Conn
	// ctx ends with the connection; work that outlives a request uses it.
	ctx context.Context

	life      lifecycle
	inflight  inflight
	queue     queue
	client    client // set by initialize, constant afterwards
	docs      documents
	workspace workspace
	settings  settingsInForce
	trace     trace

	table         *commands.Table
	beside        beside
	weeks         weekCache
	uploads       uploadCache
	writable      writableCache
	publisher     publisher
	reader        mode.Reader
	switcher      switcher
	prompter      *prompt.Prompter
	contents      contents
	documentFiles documentFiles
	index         index
	configs       configs
	progresses    progresses
	asking        asking
	closedTold    sync.Once // that our own directory is closed to the user
	choosing      choosing

	background sync.WaitGroup
}

// Serve speaks LSP over in and out until the client says exit, closes in, or dies.
// It gives the exit code of the process: 0 after a shutdown request, else 1.
func Serve(ctx context.Context, in io.ReadCloser, out io.WriteCloser, opts Options) int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := newServer(ctx, in, out, opts)
	s.log.Info("serving", "version", opts.Version, "dir", opts.Dir.Path())
	s.conn.Go(ctx, s.handle)
	var why string
	select {
	case <-s.conn.Done():
		why = "the connection ended"
	case <-s.life.exit:
		why = "exit"
	case <-ctx.Done():
		why = "stopped"
	}
	s.log.Info("ending", "why", why, "cause", s.conn.Err())
	s.drain()
	cancel()
	s.asking.release()
	s.documentFiles.remove()
	_ = s.stream.Close()
	s.waitForBackground()
	s.index.close()
	return s.life.exitCode()
}

func newServer(ctx context.Context, in io.ReadCloser, out io.WriteCloser, opts Options) *Server {
	st := newStream(in, out, opts.Log)
	s := &Server{
		opts:     opts,
		log:      opts.Log,
		stream:   st,
		conn:     jsonrpc2.NewConn(st, jsonrpc2.WithCodec(codec{})),
		ctx:      ctx,
		prompter: prompt.New(opts.Prompt),
	}
	s.life.exit, s.life.started = make(chan struct{}), make(chan struct{})
	st.broken = s.life.end // nobody hears us any more
	s.settings.init()
	s.publisher.kick = make(chan struct{}, 1)
	s.reader.Dir = opts.Dir
	s.switcher.writer = mode.Writer{Dir: opts.Dir, Now: opts.Now}
	s.switcher.refused = s.refresh
	table, err := s.commandTable()
	if err != nil {
		// A test binds every command; a release cannot come here.
		panic(err)
	}
	s.table = table
	return s
}

// endWait bounds how long the end waits for work in the background: a write to a
// client that does not read may never return.
const endWait = 2 * time.Second

// drain waits for the switches that the editor has asked for before it went.
func (s *Server) drain() {
	ctx, cancel := context.WithTimeout(s.ctx, endWait)
	defer cancel()
	s.queue.drain(ctx)
}

func (s *Server) waitForBackground() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.background.Wait()
	}()
	timer := time.NewTimer(endWait)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		s.log.Warn("ending while work goes on in the background")
	}
}

// spawn runs work that belongs to the connection and not to one request.
func (s *Server) spawn(name string, work func(ctx context.Context)) {
	s.background.Go(func() {
		s.contain(name, func() { work(s.ctx) })
	})
}

// contain runs work, or one round of it: a panic in it is logged, not fatal.
func (s *Server) contain(name string, work func()) {
	defer func() {
		if r := recover(); r != nil {
			s.log.Error("panic", "in", name, "value", r, "stack", string(debug.Stack()))
		}
	}()
	work()
}

// notify sends a notification; a client that is gone is not an error here.
func (s *Server) notify(method string, params any) {
	if err := s.conn.Notify(s.ctx, method, params); err != nil && !errors.Is(err, context.Canceled) {
		s.log.Debug("notifying", "method", method, "cause", err)
	}
}

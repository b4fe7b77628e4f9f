// Package server speaks the Language Server Protocol: it maps methods to what the
// domain packages do, with one file per feature. The features reach the editor
// through editor.go; the connection itself is [lsprpc.Conn].
//
// Start reading at [Serve], then the table of methods in methods.go.
package server

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/lsprpc"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/prompt"
	"github.com/telemetry-ls/telemetry-ls/running"
)

// Options is what a server needs to know of its surroundings.
type Options struct {
	Dir       mode.Dir
	ConfigDir string // the user's configuration directory, "" if it is unknown
	CacheDir  string // the user's cache folder, "" if there is none
	ModCache  string // the user's module cache, "" if nobody knows
	// Download fetches the upload config: the only network traffic there is. It runs
	// nothing of the workspace folders.
	Download func(ctx context.Context, workspace []string) (*uploadconfig.Config, error)
	// Running finds the running programs that count in a telemetry directory.
	Running func(ctx context.Context, dir string) (running.Programs, error)
	Env     func(string) string
	Now     func() time.Time
	Prompt  prompt.Env
	// Ready, if it is not nil, is called when the editor is ready, before anything is
	// done that the end must undo.
	Ready func()
	// ClientPID is the editor's process as the command line names it, 0 for none;
	// the one of initialize goes before it.
	ClientPID int
	Log       *slog.Logger
	Version   string
}

// Server is the features of one connection with an editor.
type Server struct {
	opts   Options
	log    *slog.Logger
	editor *editor

	client    client // set by initialize, constant afterwards
	docs      documents
	workspace workspace
	settings  settingsInForce

	table      *commands.Table
	beside     beside
	weeks      weekCache
	uploads    uploadCache
	writable   writableCache
	publisher  publisher
	reader     mode.Reader
	switcher   switcher
	prompter   *prompt.Prompter
	openPages  openPages
	pageFiles  pageFiles
	index      counterIndex
	configs    configs
	question   *prompt.Question
	closedTold sync.Once // that our own directory is closed to the user
	choosing   choosing
}

// Serve speaks LSP over in and out until the client says exit, closes in, or dies.
// It gives the exit code of the process: 0 after a shutdown request, else 1.
func Serve(ctx context.Context, in io.ReadCloser, out io.WriteCloser, opts Options) int {
	conn := lsprpc.NewConn(ctx, in, out, lsprpc.Options{Name: Name, ClientPID: opts.ClientPID, Log: opts.Log})
	s := newServer(conn, opts)
	s.log.Info("serving", "version", opts.Version, "dir", opts.Dir.Path())
	conn.Serve(handler{s})
	s.release()
	exitCode := conn.Close()
	s.index.close()
	return exitCode
}

// release leaves to others, and to the system, what this server holds outside its
// process. It is safe to call at any time.
func (s *Server) release() {
	s.promptOn(prompt.ShuttingDown)
	s.pageFiles.remove()
}

func newServer(conn *lsprpc.Conn, opts Options) *Server {
	s := &Server{opts: opts, log: opts.Log, editor: &editor{conn, opts.Log}, prompter: prompt.New(opts.Prompt)}
	s.question = prompt.NewQuestion(s.prompter)
	s.settings.init()
	s.publisher.kick = make(chan struct{}, 1)
	s.reader.Dir = opts.Dir
	s.switcher.writer = mode.Writer{Dir: opts.Dir, Now: opts.Now}
	s.switcher.refused = s.refresh
	s.openPages.in, s.openPages.again, s.openPages.changed = s.editor, s.pageAgain, s.editor.refreshContent
	s.pageFiles.makeDir = func() (string, error) { return makeFolder(s.cacheDir(), s.outside()) }
	s.configs = configs{
		in: s.editor, log: opts.Log, now: opts.Now, modCache: opts.ModCache,
		notesDir: s.notesDir, fetch: s.fetchConfig, changed: func() { s.uploads.forget(); s.refresh() },
	}
	table, err := s.commandTable()
	if err != nil {
		// A test binds every command; a release cannot come here.
		panic(err)
	}
	s.table = table
	return s
}

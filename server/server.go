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
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/prompt"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/toolchain"
)

// Options configures a server.
type Options struct {
	Dir       mode.Dir
	ConfigDir string // the user's configuration directory, "" if it is unknown
	CacheDir  string // the user's cache directory, "" if there is none
	// MachinePolicy is the path of the machine's policy file, "" if it is unknown. It is no
	// setting: only a test passes another one than policy.MachinePath.
	MachinePolicy string
	ModCache      string // the user's module cache, "" if it is unknown
	// Download fetches the upload config: the server's only network traffic. It runs
	// no program from the workspace folders.
	Download func(ctx context.Context, workspace []string) (*uploadconfig.Config, error)
	// Running finds the running programs that count in a telemetry directory.
	Running func(ctx context.Context, dir string) (running.Programs, error)
	// Account says in which environment this process runs; nil if it is not to be shown.
	Account func() string
	Home    string // the user's home, "" if it is unknown
	// AskGo asks the go command about the telemetry mode. It runs no program from the
	// workspace folders. If nil, the go command isn't asked.
	AskGo func(ctx context.Context, modeFile string, workspace []string) (toolchain.Answer, error)
	// HasGo reports whether a go command is on this machine. If nil, one is.
	HasGo  func() bool
	Env    func(string) string
	Now    func() time.Time
	Prompt prompt.Env
	// Ready, if not nil, is called when the editor is ready, before the server does
	// anything that it must clean up.
	Ready func()
	// ClientPID is the editor's process as named on the command line, 0 for none. The
	// process named in initialize takes precedence.
	ClientPID int
	Log       *slog.Logger
	Version   string
}

// Server implements the features for one connection with an editor.
type Server struct {
	opts   Options
	log    *slog.Logger
	editor *editor

	client    client // set by initialize, constant after that
	docs      documents
	published published

	excludeErrors excludeErrors
	workspace     workspace
	settings      currentSettings
	knownPolicies policy.Known
	announcements announcements

	table      *commands.Table
	slowFacts  slowFacts
	weeks      weekCache
	uploads    uploadCache
	words      weekWords
	goAnswer   goAnswer
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
	closedTold sync.Once // for the message that the configuration directory is inaccessible
	choosing   choosing
}

// Serve speaks LSP over in and out until the client says exit, closes in, or dies. It
// returns the exit code of the process: 0 after a shutdown request, otherwise 1.
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

// release releases what the server holds outside its process: the prompt's lock and
// the files of pages. It is safe to call at any time.
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
	s.switcher.limits, s.switcher.refused = s.machinePolicy, s.refresh
	s.openPages.in, s.openPages.again, s.openPages.changed = s.editor, s.pageAgain, s.editor.refreshContent
	s.pageFiles.makeDir = func() (string, error) { return makePageDir(s.cacheDir(), s.outside()) }
	s.configs = configs{
		in: s.editor, log: opts.Log, now: opts.Now, modCache: opts.ModCache,
		notesDir: s.notesDir, fetch: s.fetchConfig, changed: func() { s.uploads.forget(); s.refresh() },
	}
	table, err := s.commandTable()
	if err != nil {
		// A test binds every command, so this can't happen in a release.
		panic(err)
	}
	s.table = table
	return s
}

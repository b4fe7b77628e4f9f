package server

import (
	"context"
	"fmt"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/prompt"
)

// Name is the name of the server and the source of its diagnostics.
const Name = "telemetry-ls"

func (s *Server) initialize(_ context.Context, p *initializeParams) (*protocol.InitializeResult, error) {
	s.client = clientOf(p)
	s.workspace.begin(p)
	s.log.Info("initialize", "client", s.client.name)
	s.editor.know(p)
	s.settings.applyInitial(p.InitializationOptions)
	return &protocol.InitializeResult{
		Capabilities: s.capabilities(),
		ServerInfo:   protocol.ServerInfo{Name: Name, Version: protocol.NewOptional(s.opts.Version)},
	}, nil
}

func (s *Server) capabilities() protocol.ServerCapabilities {
	yes := true
	incremental := protocol.TextDocumentSyncKindIncremental
	caps := protocol.ServerCapabilities{
		PositionEncoding:       protocol.PositionEncodingKindUTF16,
		TextDocumentSync:       &protocol.TextDocumentSyncOptions{OpenClose: &yes, Change: &incremental},
		HoverProvider:          protocol.Boolean(true),
		CodeLensProvider:       &protocol.CodeLensOptions{},
		ExecuteCommandProvider: protocol.ExecuteCommandOptions{Commands: commands.IDs()},
		CodeActionProvider:     protocol.Boolean(true),
	}
	if s.client.pullsDiagnostics {
		identifier := Name
		caps.DiagnosticProvider = &protocol.DiagnosticOptions{Identifier: &identifier}
	}
	if s.client.utf8 {
		caps.PositionEncoding = protocol.PositionEncodingKindUTF8
	}
	if s.client.actionLiteral {
		caps.CodeActionProvider = &protocol.CodeActionOptions{CodeActionKinds: actionKinds()}
	}
	caps.Workspace = &protocol.WorkspaceOptions{
		WorkspaceFolders: &protocol.WorkspaceFoldersServerCapabilities{Supported: &yes, ChangeNotifications: protocol.Boolean(true)},
	}
	if s.client.content {
		caps.Workspace.TextDocumentContent = &protocol.TextDocumentContentOptions{Schemes: []string{scheme}}
	}
	return caps
}

// initialized starts the background work: the settings, the watcher, the status
// notification and the prompt.
func (s *Server) initialized(context.Context) error {
	if s.opts.Ready != nil {
		s.opts.Ready()
	}
	s.editor.Spawn("settings problems", func(context.Context) { s.reportSettings(s.settings.initialProblems) })
	s.editor.Spawn("settings", s.pullSettings)
	s.register()
	s.editor.Spawn("watcher", s.watch)
	s.editor.Spawn("publisher", s.publish)
	s.promptOn(prompt.Initialized)
	return nil
}

// watch publishes a Status when the mode file changes, or the data that its dates
// depend on.
func (s *Server) watch(ctx context.Context) {
	w, err := mode.Watch(ctx, s.opts.Dir, mode.WatchOptions{
		OnChange: func(mode.State) { s.publishSoon() },
		OnData:   func() { s.forgetData(); s.publishSoon() },
		OnAccess: s.publishSoon,
		OnTick:   func() { s.editor.Contain("watcher", s.poll) },
		OnLook:   s.publishSoon,
		OnOther:  s.policyFileChanged,
		Others:   s.policyFiles,
		Log:      func(format string, args ...any) { s.log.Debug("watching: " + fmt.Sprintf(format, args...)) },
	})
	if err != nil {
		s.log.Error("watching the telemetry directory", "cause", err)
		return
	}
	s.publisher.watching(w)
	// The watcher doesn't report what happened before it began. The weeks notice it themselves.
	s.uploads.forget()
	s.words.forget()
	w.Relisten() // to the folders that came while it began
	<-ctx.Done()
	if err := w.Close(); err != nil {
		s.log.Debug("ending the watcher", "cause", err)
	}
}

// shutdown releases everything now: some editors kill the server as soon as they have
// its reply.
func (s *Server) shutdown(context.Context) error {
	s.release()
	return nil
}

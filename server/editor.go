package server

import (
	"context"
	"log/slog"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/lsprpc"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// editor is the client as the features see it: each method sends one kind of message,
// question or request. Only this file, methods.go and server.go know the connection.
type editor struct {
	conn *lsprpc.Conn
	log  *slog.Logger
}

// know passes the parts of an initialize request that concern the connection to it.
func (e *editor) know(p *initializeParams) {
	e.conn.SetClient(lsprpc.Client{ProcessID: p.ProcessID, Trace: p.Trace, Progress: bool(p.Capabilities.Window.WorkDoneProgress)})
}

// Spawn implements [background].
func (e *editor) Spawn(name string, work func(context.Context)) { e.conn.Spawn(name, work) }

// Contain implements [background].
func (e *editor) Contain(name string, round func()) { e.conn.Contain(name, round) }

// withProgress runs work and, if it takes a while, shows its progress in the editor.
func (e *editor) withProgress(ctx context.Context, title string, cancellable bool, work func(context.Context) error) error {
	return e.conn.WithProgress(ctx, title, cancellable, work)
}

// quiet returns the time since the last message from the editor.
func (e *editor) quiet() time.Duration { return e.conn.Quiet() }

// showMessage sends window/showMessage.
func (e *editor) showMessage(params messageParams) {
	raw, err := plainjson.Marshal(params)
	if err != nil {
		e.log.Error("marshaling a message", "cause", err)
		return
	}
	e.conn.Notify(protocol.MethodWindowShowMessage, jsontext.Value(raw))
}

// publishDiagnostics sends textDocument/publishDiagnostics.
func (e *editor) publishDiagnostics(params publishParams) {
	raw, err := plainjson.Marshal(params)
	if err != nil {
		e.log.Error("marshaling diagnostics", "cause", err)
		return
	}
	e.conn.Notify(protocol.MethodTextDocumentPublishDiagnostics, jsontext.Value(raw))
}

// publishStatus sends goTelemetry/status.
func (e *editor) publishStatus(raw []byte) {
	e.conn.Notify(methodStatus, jsontext.Value(raw))
}

// askMessage sends window/showMessageRequest and returns the editor's answer, however
// long that takes. When withdrawn is closed, it asks the editor to close the
// question. An answer still counts after that.
func (e *editor) askMessage(ctx context.Context, params messageParams, withdrawn <-chan struct{}) (jsontext.Value, error) {
	raw, err := plainjson.Marshal(params)
	if err != nil {
		return nil, err
	}
	question := e.conn.Call(ctx, protocol.MethodWindowShowMessageRequest, jsontext.Value(raw))
	select {
	case <-withdrawn:
		question.Withdraw()
	case <-question.Done():
	case <-ctx.Done():
	}
	var answer jsontext.Value
	return answer, question.Await(ctx, &answer)
}

// refused reports whether err is the editor's error reply. Any other error of a call
// means that the connection ended.
func refused(err error) bool { return lsprpc.IsReply(err) }

// configuration requests a section of the editor's configuration.
func (e *editor) configuration(ctx context.Context, section string) (values []jsontext.Value, err error) {
	err = e.conn.Call(ctx, protocol.MethodWorkspaceConfiguration,
		&protocol.ConfigurationParams{Items: []protocol.ConfigurationItem{{Section: &section}}}).Await(ctx, &values)
	return values, err
}

// registerConfiguration asks the editor to report changes of a section of its
// configuration.
func (e *editor) registerConfiguration(section string) {
	e.register(section, protocol.MethodWorkspaceDidChangeConfiguration, `{"section":"`+section+`"}`)
}

// registerFile asks the editor to report changes of the files with a name.
func (e *editor) registerFile(name string) {
	e.register(name, protocol.MethodWorkspaceDidChangeWatchedFiles, `{"watchers":[{"globPattern":"**/`+name+`"}]}`)
}

func (e *editor) register(id, method, options string) {
	params := jsontext.Value(`{"registrations":[{"id":"` + id + `","method":"` + method + `","registerOptions":` + options + `}]}`)
	e.conn.Request("registering for "+method, protocol.MethodClientRegisterCapability, params)
}

// showDocumentParams is made by hand, because protocol rewrites the URI.
type showDocumentParams struct {
	URI       string `json:"uri"`
	TakeFocus bool   `json:"takeFocus"`
}

// showDocument asks the editor to show a document and waits for its answer.
func (e *editor) showDocument(ctx context.Context, uri string) error {
	raw, err := plainjson.Marshal(showDocumentParams{URI: uri, TakeFocus: true})
	if err != nil {
		return err
	}
	return e.conn.Call(ctx, protocol.MethodWindowShowDocument, jsontext.Value(raw)).Await(ctx, nil)
}

// refreshLenses makes the editor request the code lenses again.
func (e *editor) refreshLenses() {
	e.conn.Request("refreshing code lenses", protocol.MethodWorkspaceCodeLensRefresh, nil)
}

// refreshDiagnostics makes the editor request the diagnostics again.
func (e *editor) refreshDiagnostics() {
	e.conn.Request("refreshing diagnostics", protocol.MethodWorkspaceDiagnosticRefresh, nil)
}

// refreshContent makes the editor request the text of a page again.
func (e *editor) refreshContent(uri string) {
	raw, _ := plainjson.Marshal(contentParams{uri})
	e.conn.Request("refreshing a page", protocol.MethodWorkspaceTextDocumentContentRefresh, jsontext.Value(raw))
}

// invalidParams returns the error for params that the server can't accept.
func invalidParams(format string, args ...any) error {
	return lsprpc.Errorf(lsprpc.InvalidParams, format, args...)
}

// Code implements [lsprpc.Coded].
func (f *failure) Code() lsprpc.Code { return lsprpc.RequestFailed }

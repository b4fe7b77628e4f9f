package server

import (
	"bytes"
	"context"
	"errors"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/lazyregexp"
	"github.com/telemetry-ls/telemetry-ls/internal/lsprpc"
)

// work is what remains to do for a message after its method has prepared it.
type work = lsprpc.Work

// method prepares the work of one LSP method: it decodes the params and captures what
// they refer to, such as a document, before later messages change it.
type method func(s *Server, params jsontext.Value) (work, error)

// calls are the requests that this server answers. The connection itself handles
// those that concern only it, such as exit.
var calls = map[string]method{
	protocol.MethodInitialize:                   call((*Server).initialize),
	protocol.MethodShutdown:                     bare((*Server).shutdown),
	protocol.MethodWorkspaceExecuteCommand:      prepareCommand,
	protocol.MethodTextDocumentCodeAction:       onDocument((*Server).codeAction),
	protocol.MethodTextDocumentHover:            onDocument((*Server).hover),
	protocol.MethodTextDocumentDiagnostic:       onDocument((*Server).documentDiagnostic),
	protocol.MethodTextDocumentCodeLens:         onDocument((*Server).codeLens),
	protocol.MethodWorkspaceTextDocumentContent: call((*Server).textDocumentContent),
}

// notifications are the notifications that this server handles.
var notifications = map[string]method{
	protocol.MethodInitialized:                        bare((*Server).initialized),
	protocol.MethodWorkspaceDidChangeConfiguration:    notification((*Server).didChangeConfiguration),
	protocol.MethodWorkspaceDidChangeWorkspaceFolders: notification((*Server).didChangeWorkspaceFolders),
	protocol.MethodWorkspaceDidChangeWatchedFiles:     bare((*Server).didChangeWatchedFiles),
	protocol.MethodTextDocumentDidOpen:                notification((*Server).didOpen),
	protocol.MethodTextDocumentDidChange:              notification((*Server).didChange),
	protocol.MethodTextDocumentDidClose:               notification((*Server).didClose),
}

// handler is the server as the connection sees it.
type handler struct{ s *Server }

// Call implements [lsprpc.Handler].
func (h handler) Call(method string, params jsontext.Value) (work, error) {
	return prepareBy(calls, h.s, method, params)
}

// Notification implements [lsprpc.Handler].
func (h handler) Notification(method string, params jsontext.Value) (work, error) {
	return prepareBy(notifications, h.s, method, params)
}

func prepareBy(table map[string]method, s *Server, name string, params jsontext.Value) (work, error) {
	prepare, known := table[name]
	if !known {
		return work{}, lsprpc.ErrMethodNotFound
	}
	return prepare(s, params)
}

// bare binds a handler that takes no params. It ignores any params that a client
// sends.
func bare(run func(*Server, context.Context) error) method {
	return func(s *Server, _ jsontext.Value) (work, error) {
		return work{Run: func(ctx context.Context) (any, error) { return nil, run(s, ctx) }}, nil
	}
}

// call binds a typed handler. Params that don't fit are an InvalidParams error.
// Absent params are an empty object, because clients differ in how they send none.
func call[P, R any](run func(*Server, context.Context, *P) (R, error)) method {
	return func(s *Server, raw jsontext.Value) (work, error) {
		params, err := decode[P](raw)
		return work{Run: func(ctx context.Context) (any, error) { return run(s, ctx, params) }}, err
	}
}

// onDocument binds a handler of a request about a document. The document is nil if it
// isn't open.
func onDocument[P any, PP interface {
	*P
	documentURI() string
}, R any](run func(*Server, context.Context, *document, *P) (R, error),
) method {
	return func(s *Server, raw jsontext.Value) (work, error) {
		params, err := decode[P](raw)
		if err != nil {
			return work{}, err
		}
		uri := PP(params).documentURI()
		if uri == "" {
			return work{}, invalidParams("decoding the params: textDocument.uri is missing")
		}
		doc := s.docs.get(uri)
		return work{Run: func(ctx context.Context) (any, error) { return run(s, ctx, doc, params) }}, nil
	}
}

// notification binds a typed notification handler.
func notification[P any](run func(*Server, context.Context, *P) error) method {
	return call(func(s *Server, ctx context.Context, params *P) (any, error) {
		return nil, run(s, ctx, params)
	})
}

func decode[P any](raw jsontext.Value) (*P, error) {
	if absent(raw) {
		raw = jsontext.Value("{}")
	}
	params := new(P)
	if err := protocol.Unmarshal(raw, params); err != nil {
		return nil, misfit(err)
	}
	return params, nil
}

// absent reports whether a message has no params. Clients send none, null or an empty
// array in that case.
func absent(raw jsontext.Value) bool {
	text := bytes.TrimSpace(raw)
	list, isList := bytes.CutPrefix(text, []byte("["))
	return len(text) == 0 || string(text) == "null" || isList && string(bytes.TrimSpace(list)) == "]"
}

// misfit returns the error for params of the wrong shape. It names the key if known,
// and no other part of the params: editors show the error, and the params may come
// from a repository.
func misfit(err error) error {
	const does = "decoding the params: "
	var at *json.SemanticError
	if errors.As(err, &at) && ownKeys().MatchString(string(at.JSONPointer)) {
		return invalidParams(does+"%s has the wrong type", at.JSONPointer)
	}
	return invalidParams(does + "they have the wrong shape")
}

// ownKeys matches JSON pointers to keys of the protocol. Other keys are not decoded.
var ownKeys = lazyregexp.New(`^(/[A-Za-z0-9]+)+$`)

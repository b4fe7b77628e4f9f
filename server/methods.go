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

// method prepares the work of one LSP method: it decodes the params and takes along
// what they speak about, a document as it is then, not as later messages make it.
type method func(s *Server, params jsontext.Value) (work, error)

// calls are the requests that this server answers. Those about the connection alone,
// such as exit, don't come here.
var calls = map[string]method{
	protocol.MethodInitialize:                   call((*Server).initialize),
	protocol.MethodShutdown:                     bare((*Server).shutdown),
	protocol.MethodWorkspaceExecuteCommand:      prepareCommand,
	protocol.MethodTextDocumentCodeAction:       call((*Server).codeAction),
	protocol.MethodTextDocumentHover:            onDocument((*Server).hover),
	protocol.MethodTextDocumentDiagnostic:       onDocument((*Server).documentDiagnostic),
	protocol.MethodTextDocumentCodeLens:         onDocument((*Server).codeLens),
	protocol.MethodWorkspaceTextDocumentContent: call((*Server).textDocumentContent),
}

// notifications are those that this server heeds.
var notifications = map[string]method{
	protocol.MethodInitialized:                        bare((*Server).initialized),
	protocol.MethodWorkspaceDidChangeConfiguration:    notification((*Server).didChangeConfiguration),
	protocol.MethodWorkspaceDidChangeWorkspaceFolders: notification((*Server).didChangeWorkspaceFolders),
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

// bare binds a handler of what takes no params: whatever a client sends there is
// not looked at.
func bare(run func(*Server, context.Context) error) method {
	return func(s *Server, _ jsontext.Value) (work, error) {
		return work{Run: func(ctx context.Context) (any, error) { return nil, run(s, ctx) }}, nil
	}
}

// call binds a typed handler: params that do not fit are InvalidParams. Absent
// params are an empty object, since clients differ about them.
func call[P, R any](run func(*Server, context.Context, *P) (R, error)) method {
	return func(s *Server, raw jsontext.Value) (work, error) {
		params, err := decode[P](raw)
		return work{Run: func(ctx context.Context) (any, error) { return run(s, ctx, params) }}, err
	}
}

// onDocument binds a handler of what asks about a document; its document is nil if
// that is not open.
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

// notification binds a typed handler of a notification.
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

// absent reports whether there are no params, in one of the ways in which clients
// write that: none, null and an empty list.
func absent(raw jsontext.Value) bool {
	text := bytes.TrimSpace(raw)
	list, isList := bytes.CutPrefix(text, []byte("["))
	return len(text) == 0 || string(text) == "null" || isList && string(bytes.TrimSpace(list)) == "]"
}

// misfit is the answer to params of the wrong shape. It names the key where that is
// known, and nothing else of them: editors show it, and it can be a repository's.
func misfit(err error) error {
	const does = "decoding the params: "
	var at *json.SemanticError
	if errors.As(err, &at) && ownKeys().MatchString(string(at.JSONPointer)) {
		return invalidParams(does+"%s has the wrong type", at.JSONPointer)
	}
	return invalidParams(does + "they do not have the shape that the method wants")
}

// ownKeys are pointers to keys of the protocol. Other keys are not decoded.
var ownKeys = lazyregexp.New(`^(/[A-Za-z0-9]+)+$`)

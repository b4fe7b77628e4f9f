package server

import (
	"bytes"
	"context"
	"errors"
	"regexp"

	"github.com/go-json-experiment/json"
	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// method handles one LSP method.
type method struct {
	// prepare decodes the params and takes along what they speak of, in the order of
	// the wire: a document as it is then, not as later messages make it.
	prepare func(s *Server, params jsonrpc2.RawMessage) (work, error)
	inOrder bool // handled before the next message is read
}

// work is what remains to be done for a message.
type work struct {
	changes bool // something, so that its order among others matters
	atOnce  bool // may be done before the next message is read
	run     func(context.Context) (any, error)
}

// calls are the requests that this server answers.
var calls = map[string]method{
	protocol.MethodInitialize:                   inOrder(call((*Server).initialize)),
	protocol.MethodExit:                         inOrder(bare((*Server).exit)), // with an id, which it should not have
	protocol.MethodShutdown:                     inOrder(bare((*Server).shutdown)),
	protocol.MethodWorkspaceExecuteCommand:      {prepare: prepareCommand},
	protocol.MethodTextDocumentCodeAction:       call((*Server).codeAction),
	protocol.MethodTextDocumentHover:            onDocument((*Server).hover),
	protocol.MethodTextDocumentDiagnostic:       onDocument((*Server).documentDiagnostic),
	protocol.MethodTextDocumentCodeLens:         onDocument((*Server).codeLens),
	protocol.MethodWorkspaceTextDocumentContent: call((*Server).textDocumentContent),
}

// notifications are those that this server heeds.
var notifications = map[string]method{
	protocol.MethodInitialized:                        bare((*Server).initialized),
	protocol.MethodExit:                               bare((*Server).exit),
	protocol.MethodCancelRequest:                      notification((*Server).cancelRequest),
	protocol.MethodSetTrace:                           notification((*Server).setTrace),
	protocol.MethodWindowWorkDoneProgressCancel:       notification((*Server).cancelProgress),
	protocol.MethodWorkspaceDidChangeConfiguration:    notification((*Server).didChangeConfiguration),
	protocol.MethodWorkspaceDidChangeWorkspaceFolders: notification((*Server).didChangeWorkspaceFolders),
	protocol.MethodTextDocumentDidOpen:                notification((*Server).didOpen),
	protocol.MethodTextDocumentDidChange:              notification((*Server).didChange),
	protocol.MethodTextDocumentDidClose:               notification((*Server).didClose),
}

// bare binds a handler of what takes no params: whatever a client sends there is
// not looked at.
func bare(run func(*Server, context.Context) error) method {
	return method{prepare: func(s *Server, _ jsonrpc2.RawMessage) (work, error) {
		return work{run: func(ctx context.Context) (any, error) { return nil, run(s, ctx) }}, nil
	}}
}

// call binds a typed handler: params that do not fit are InvalidParams. Absent
// params are an empty object, since clients differ about them.
func call[P, R any](run func(*Server, context.Context, *P) (R, error)) method {
	return method{prepare: func(s *Server, raw jsonrpc2.RawMessage) (work, error) {
		params, err := decode[P](raw)
		return work{run: func(ctx context.Context) (any, error) { return run(s, ctx, params) }}, err
	}}
}

// onDocument binds a handler of what asks about a document; its document is nil if
// that is not open.
func onDocument[P any, PP interface {
	*P
	documentURI() string
}, R any](run func(*Server, context.Context, *document, *P) (R, error),
) method {
	return method{prepare: func(s *Server, raw jsonrpc2.RawMessage) (work, error) {
		params, err := decode[P](raw)
		if err != nil {
			return work{}, err
		}
		uri := PP(params).documentURI()
		if uri == "" {
			return work{}, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "decoding the params: textDocument.uri is missing")
		}
		doc := s.docs.get(uri)
		return work{run: func(ctx context.Context) (any, error) { return run(s, ctx, doc, params) }}, nil
	}}
}

// notification binds a typed handler of a notification.
func notification[P any](run func(*Server, context.Context, *P) error) method {
	return call(func(s *Server, ctx context.Context, params *P) (any, error) {
		return nil, run(s, ctx, params)
	})
}

func inOrder(m method) method {
	m.inOrder = true
	return m
}

func decode[P any](raw jsonrpc2.RawMessage) (*P, error) {
	if absent(raw) {
		raw = jsonrpc2.RawMessage("{}")
	}
	params := new(P)
	if err := (codec{}).Unmarshal(raw, params); err != nil {
		return nil, misfit(err)
	}
	return params, nil
}

// absent reports whether there are no params, in one of the ways in which clients
// write that: none, null and an empty list.
func absent(raw jsonrpc2.RawMessage) bool {
	text := bytes.TrimSpace(raw)
	list, isList := bytes.CutPrefix(text, []byte("["))
	return len(text) == 0 || string(text) == "null" || isList && string(bytes.TrimSpace(list)) == "]"
}

// misfit is the answer to params of the wrong shape. It names the key where that is
// known, and nothing else of them: editors show it, and it can be a repository's.
func misfit(err error) *jsonrpc2.Error {
	const does = "decoding the params: "
	var at *json.SemanticError
	if errors.As(err, &at) && ownKeys.MatchString(string(at.JSONPointer)) {
		return jsonrpc2.Errorf(jsonrpc2.InvalidParams, does+"%s has the wrong type", at.JSONPointer)
	}
	return jsonrpc2.Errorf(jsonrpc2.InvalidParams, does+"they do not have the shape that the method wants")
}

// ownKeys are pointers to keys of the protocol. Other keys are not decoded.
var ownKeys = regexp.MustCompile(`^(/[A-Za-z0-9]+)+$`)

package server

import (
	"context"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// method handles one LSP method from its raw params.
type method struct {
	run     func(ctx context.Context, s *Server, params jsonrpc2.RawMessage) (any, error)
	inOrder bool // handled before the next message is read
}

// calls are the requests that this server answers.
var calls = map[string]method{
	protocol.MethodInitialize:                   inOrder(call((*Server).initialize)),
	protocol.MethodShutdown:                     inOrder(call((*Server).shutdown)),
	protocol.MethodWorkspaceExecuteCommand:      call((*Server).executeCommand),
	protocol.MethodTextDocumentCodeAction:       call((*Server).codeAction),
	protocol.MethodTextDocumentHover:            call((*Server).hover),
	protocol.MethodTextDocumentDiagnostic:       call((*Server).documentDiagnostic),
	protocol.MethodTextDocumentCodeLens:         call((*Server).codeLens),
	protocol.MethodWorkspaceTextDocumentContent: call((*Server).textDocumentContent),
}

// notifications are those that this server heeds.
var notifications = map[string]method{
	protocol.MethodInitialized:                     notification((*Server).initialized),
	protocol.MethodExit:                            notification((*Server).exit),
	protocol.MethodCancelRequest:                   notification((*Server).cancelRequest),
	protocol.MethodSetTrace:                        notification((*Server).setTrace),
	protocol.MethodWindowWorkDoneProgressCancel:    notification((*Server).cancelProgress),
	protocol.MethodWorkspaceDidChangeConfiguration: notification((*Server).didChangeConfiguration),
	protocol.MethodTextDocumentDidOpen:             notification((*Server).didOpen),
	protocol.MethodTextDocumentDidChange:           notification((*Server).didChange),
	protocol.MethodTextDocumentDidClose:            notification((*Server).didClose),
}

// call binds a typed handler: params that do not fit are InvalidParams. Absent
// params are an empty object, since clients differ about them.
func call[P, R any](run func(*Server, context.Context, *P) (R, error)) method {
	return method{run: func(ctx context.Context, s *Server, raw jsonrpc2.RawMessage) (any, error) {
		params := new(P)
		if err := decodeParams(raw, params); err != nil {
			return nil, jsonrpc2.Errorf(jsonrpc2.InvalidParams, "params do not fit: %v", err)
		}
		return run(s, ctx, params)
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

func decodeParams(raw jsonrpc2.RawMessage, params any) error {
	if len(raw) == 0 || string(raw) == "null" {
		raw = jsonrpc2.RawMessage("{}")
	}
	return codec{}.Unmarshal(raw, params)
}

package server

import (
	"context"
	"strconv"
	"time"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// codec marshals payloads with protocol's union-aware functions.
type codec struct{}

func (codec) Marshal(v any) ([]byte, error) {
	if raw, ok := v.(jsonrpc2.RawMessage); ok {
		if raw == nil {
			return []byte("null"), nil
		}
		return raw, nil
	}
	return protocol.Marshal(v)
}

func (codec) Unmarshal(data []byte, v any) error {
	if raw, ok := v.(*jsonrpc2.RawMessage); ok {
		*raw = append(jsonrpc2.RawMessage(nil), data...)
		return nil
	}
	return protocol.Unmarshal(data, v)
}

// answerWait bounds how long an answer that says nothing is waited for: some
// clients never give one.
const answerWait = 30 * time.Second

// request asks the client for something whose answer says nothing; what goes wrong
// is logged.
func (s *Server) request(what, method string, params any) {
	s.spawn(what, func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, answerWait)
		defer cancel()
		if _, err := s.conn.Call(ctx, method, params, new(jsonrpc2.RawMessage)); err != nil {
			s.log.Debug(what, "cause", err)
		}
	})
}

// trackedCall is the context of a call to the client whose id is wanted before the
// answer comes, so that the call can be cancelled and a late answer still heard.
type trackedCall struct {
	context.Context
	id chan jsonrpc2.ID
}

func newTrackedCall(ctx context.Context) *trackedCall {
	return &trackedCall{Context: ctx, id: make(chan jsonrpc2.ID, 1)}
}

// note learns the id from the message as it was written.
func (t *trackedCall) note(body []byte) {
	view, err := jsonrpc2.ScanMessageView(body)
	if err != nil {
		return
	}
	if id, ok := view.ID.ID(); ok {
		select {
		case t.id <- id:
		default:
		}
	}
}

// cancelOn asks the client to take the call back when done is closed. The call
// goes on waiting: what the user answers all the same still counts.
func (t *trackedCall) cancelOn(done <-chan struct{}, answered <-chan struct{}, conn jsonrpc2.Conn) {
	select {
	case <-answered:
		return
	case <-done:
	}
	select {
	case id := <-t.id:
		if n, ok := id.Number(); ok {
			_ = conn.Notify(t.Context, protocol.MethodCancelRequest, jsonrpc2.RawMessage(numberID(n)))
		}
	case <-answered:
	}
}

// numberID is the params of $/cancelRequest; protocol's type holds 32 bits only.
func numberID(n int64) string { return `{"id":` + strconv.FormatInt(n, 10) + `}` }

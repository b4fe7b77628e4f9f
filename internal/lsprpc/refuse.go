package lsprpc

import (
	"context"
	"errors"
	"io"
	"strings"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// refuse skips the body of a frame whose length is out of range, and answers with an
// error.
func (s *stream) refuse(ctx context.Context, length int64) error {
	if length > 0 {
		if _, err := io.CopyN(io.Discard, s.in, length); err != nil {
			return io.ErrUnexpectedEOF
		}
	}
	s.answerError(ctx, jsonrpc2.Errorf(jsonrpc2.InvalidRequest,
		"reading a message: Content-Length is %d; it must be between 1 and %d", length, maxBody))
	return nil
}

// answerInvalid answers a body that isn't a single JSON-RPC message.
func (s *stream) answerInvalid(ctx context.Context, body []byte, cause error) {
	code := jsonrpc2.ParseError
	if trimmed := strings.TrimSpace(string(body[:min(len(body), 64)])); strings.HasPrefix(trimmed, "[") {
		code, cause = jsonrpc2.InvalidRequest, errors.New("the Language Server Protocol has no batches")
	} else if strings.HasPrefix(trimmed, "{") && !errors.Is(cause, jsonrpc2.ErrParse) {
		code = jsonrpc2.InvalidRequest
	}
	s.answerError(ctx, jsonrpc2.Errorf(code, "reading a message: %v", cause))
}

func (s *stream) answerError(ctx context.Context, e *jsonrpc2.Error) {
	s.log.Warn("refused a message", "cause", e.Message)
	if _, err := s.Write(ctx, jsonrpc2.NewResponse(jsonrpc2.ID{}, nil, e)); err != nil {
		s.log.Warn("answering a refused message", "cause", err)
	}
}

// isExit reports whether an invalid message is nevertheless an exit notification.
func isExit(body []byte) bool {
	var m struct {
		Method string `json:"method"`
	}
	return codec{}.Unmarshal(body, &m) == nil && m.Method == protocol.MethodExit
}

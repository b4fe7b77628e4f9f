package lsprpc

import (
	"context"
	"errors"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// Code is the code of an error reply.
type Code = jsonrpc2.Code

// Codes that handlers use.
const (
	InvalidParams = jsonrpc2.InvalidParams
	// RequestFailed is for a request that was valid but could not be carried out.
	RequestFailed Code = -32803
)

// ErrMethodNotFound is the error that a [Handler] returns for an unknown method.
var ErrMethodNotFound = Errorf(jsonrpc2.MethodNotFound, "handling a request: this server has no such method")

// Coded is an error that has the code of its reply.
type Coded interface {
	error
	Code() Code
}

// Errorf returns an error that is sent to the client unchanged, with code.
func Errorf(code Code, format string, args ...any) error {
	return jsonrpc2.Errorf(code, format, args...)
}

// IsReply reports whether err is an error reply of the client, and not the end of the
// connection.
func IsReply(err error) bool {
	var reply *jsonrpc2.Error
	return errors.As(err, &reply)
}

// wireError converts err to an error with the code that the protocol defines for it.
func wireError(method string, err error) *jsonrpc2.Error {
	var coded Coded
	var wire *jsonrpc2.Error
	switch {
	case errors.As(err, &coded):
		return jsonrpc2.Errorf(coded.Code(), "%v", coded)
	case errors.As(err, &wire):
		return wire
	case errors.Is(err, context.Canceled):
		return jsonrpc2.Errorf(protocol.CodeRequestCancelled, "%s: cancelled", method)
	}
	return jsonrpc2.Errorf(jsonrpc2.InternalError, "%s: %v", method, err)
}

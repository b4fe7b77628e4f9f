package lsprpc

import (
	"context"
	"errors"

	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// Code is the code of an error reply.
type Code = jsonrpc2.Code

// The codes that handlers use.
const (
	InvalidParams = jsonrpc2.InvalidParams
	// RequestFailed is for a request that was valid but could not be carried out.
	RequestFailed Code = -32803
)

// ErrMethodNotFound is what a [Handler] gives for a method that it does not know.
var ErrMethodNotFound = Errorf(jsonrpc2.MethodNotFound, "handling a request: this server has no such method")

// Coded is an error that knows the code of its reply.
type Coded interface {
	error
	Code() Code
}

// Errorf makes an error that is sent with a code, as it is.
func Errorf(code Code, format string, args ...any) error {
	return jsonrpc2.Errorf(code, format, args...)
}

// IsReply tells an error that the client answered from the end of the connection.
func IsReply(err error) bool {
	var reply *jsonrpc2.Error
	return errors.As(err, &reply)
}

// wireError gives err the code that the protocol has for it.
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

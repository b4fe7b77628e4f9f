package lsptest

import "encoding/json"

// Message is one JSON-RPC message as it arrived.
type Message struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  *Error          `json:"error"`
}

// Error is the error of a response.
type Error struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// Reply answers a request from the server, with the result if the error is nil.
type Reply func(params json.RawMessage) (result any, err *Error)

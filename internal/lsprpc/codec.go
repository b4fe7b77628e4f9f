package lsprpc

import (
	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"
)

// codec marshals payloads with protocol's union-aware functions. It passes raw JSON
// through unchanged.
type codec struct{}

func (codec) Marshal(v any) ([]byte, error) {
	switch raw := v.(type) {
	case jsontext.Value:
		return orNull(raw), nil
	case jsonrpc2.RawMessage:
		return orNull(raw), nil
	}
	return protocol.Marshal(v)
}

func orNull(raw []byte) []byte {
	if raw == nil {
		return []byte("null")
	}
	return raw
}

func (codec) Unmarshal(data []byte, v any) error {
	if raw, ok := v.(*jsontext.Value); ok {
		*raw = append(jsontext.Value(nil), data...)
		return nil
	}
	return protocol.Unmarshal(data, v)
}

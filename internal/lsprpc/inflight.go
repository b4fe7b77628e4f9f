package lsprpc

import (
	"context"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/jsonrpc2"
)

// inflight holds the calls being handled, so that $/cancelRequest can cancel them.
type inflight struct {
	mu     sync.Mutex // guards cancel
	cancel map[jsonrpc2.ID]context.CancelFunc
}

func (f *inflight) begin(parent context.Context, id jsonrpc2.ID) (context.Context, func()) {
	ctx, cancel := context.WithCancel(parent)
	f.mu.Lock()
	if f.cancel == nil {
		f.cancel = make(map[jsonrpc2.ID]context.CancelFunc)
	}
	f.cancel[id] = cancel
	f.mu.Unlock()
	return ctx, func() {
		f.mu.Lock()
		delete(f.cancel, id)
		f.mu.Unlock()
		cancel()
	}
}

// cancelRequest implements $/cancelRequest. Its params are decoded by hand:
// protocol's type allows only 32-bit ids.
func (f *inflight) cancelRequest(params jsontext.Value) error {
	var p struct {
		ID jsontext.Value `json:"id"`
	}
	if err := (codec{}).Unmarshal(params, &p); err != nil {
		return err
	}
	id, ok := requestID(p.ID)
	if !ok {
		return nil
	}
	f.mu.Lock()
	cancel := f.cancel[id]
	f.mu.Unlock()
	if cancel != nil {
		cancel()
	}
	return nil
}

func requestID(raw jsontext.Value) (jsonrpc2.ID, bool) {
	var n int64
	var name string
	switch {
	case raw.Kind() == '0' && codec{}.Unmarshal(raw, &n) == nil:
		return jsonrpc2.NewNumberID(n), true
	case raw.Kind() == '"' && codec{}.Unmarshal(raw, &name) == nil:
		return jsonrpc2.NewStringID(name), true
	}
	return jsonrpc2.ID{}, false
}

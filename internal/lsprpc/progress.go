package lsprpc

import (
	"context"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// progressAfter is how long work runs before the editor shows its progress. Shorter
// work shows none.
const progressAfter = 300 * time.Millisecond

// progresses holds the work that the user can cancel, by token.
type progresses struct {
	supported bool // set before the connection shows any progress
	next      atomic.Int64
	mu        sync.Mutex // guards cancel
	cancel    map[string]context.CancelFunc
}

// progressParams are the params of $/progress.
type progressParams struct {
	Token string        `json:"token"`
	Value progressValue `json:"value"`
}

type progressValue struct {
	Kind        string `json:"kind"` // begin or end
	Title       string `json:"title,omitzero"`
	Cancellable bool   `json:"cancellable,omitzero"`
	Message     string `json:"message,omitzero"`
}

// WithProgress runs work and, if it takes a while, shows its progress in the editor.
// If cancellable is set, the user can cancel the work there. Every progress that
// begins also ends.
func (c *Conn) WithProgress(ctx context.Context, title string, cancellable bool, work func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if !c.progress.supported {
		return work(ctx)
	}
	working, worked := context.WithCancel(context.WithoutCancel(ctx)) // cancelled work still runs until it returns
	shown := make(chan struct{})
	defer func() {
		worked()
		<-shown
	}()
	c.Spawn("progress", func(context.Context) {
		defer close(shown)
		c.showProgress(working, progressValue{Kind: "begin", Title: title, Cancellable: cancellable}, cancel)
	})
	return work(ctx)
}

// showProgress shows the progress of work until its context, working, ends.
func (c *Conn) showProgress(working context.Context, begin progressValue, cancel context.CancelFunc) {
	timer := time.NewTimer(progressAfter)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-working.Done():
		return
	}
	token := c.name + "-" + strconv.FormatInt(c.progress.next.Add(1), 10)
	place := c.Call(working, protocol.MethodWindowWorkDoneProgressCreate, jsontext.Value(`{"token":"`+token+`"}`))
	if place.Await(working, nil) != nil { // some editors never answer
		return
	}
	c.progress.add(token, cancel)
	defer c.progress.remove(token)
	c.sendProgress(token, begin)
	<-working.Done()
	c.sendProgress(token, progressValue{Kind: "end"})
}

func (c *Conn) sendProgress(token string, value progressValue) {
	raw, err := plainjson.Marshal(progressParams{token, value})
	if err != nil {
		c.log.Error("marshaling progress", "cause", err)
		return
	}
	c.Notify(protocol.MethodProgress, jsontext.Value(raw))
}

func (p *progresses) add(token string, cancel context.CancelFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cancel == nil {
		p.cancel = make(map[string]context.CancelFunc)
	}
	p.cancel[token] = cancel
}

func (p *progresses) remove(token string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.cancel, token)
}

// cancelProgress implements window/workDoneProgress/cancel.
func (p *progresses) cancelProgress(params jsontext.Value) error {
	var canceled struct {
		Token jsontext.Value `json:"token"`
	}
	if err := (codec{}).Unmarshal(params, &canceled); err != nil {
		return err
	}
	var token string
	_ = plainjson.Unmarshal(canceled.Token, &token) // this server's tokens are strings
	p.mu.Lock()
	cancel := p.cancel[token]
	p.mu.Unlock()
	if cancel != nil {
		cancel()
	}
	return nil
}

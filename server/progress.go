package server

import (
	"context"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/jsonrpc2"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// progressAfter is how long work may take before the editor shows its progress;
// what is done sooner needs none.
const progressAfter = 300 * time.Millisecond

// progresses knows the work that the user can cancel, by token.
type progresses struct {
	next   atomic.Int64
	mu     sync.Mutex // guards cancel
	cancel map[string]context.CancelFunc
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

// withProgress does work, and shows in the editor that it goes on where it takes
// its time. Where it is cancellable, the user can cancel it there. A progress that
// was begun always ends.
func (s *Server) withProgress(ctx context.Context, title string, cancellable bool, work func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if !s.client.progress {
		return work(ctx)
	}
	done := make(chan struct{})
	shown := make(chan struct{})
	s.spawn("progress", func(context.Context) {
		defer close(shown)
		s.showProgress(ctx, progressValue{Kind: "begin", Title: title, Cancellable: cancellable}, cancel, done)
	})
	err := work(ctx)
	close(done)
	<-shown
	return err
}

func (s *Server) showProgress(ctx context.Context, begin progressValue, cancel context.CancelFunc, done <-chan struct{}) {
	timer := time.NewTimer(progressAfter)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-done:
		return
	}
	token := Name + "-" + strconv.FormatInt(s.progresses.next.Add(1), 10)
	if !s.createProgress(ctx, token, done) {
		return
	}
	s.progresses.add(token, cancel)
	defer s.progresses.remove(token)
	s.sendProgress(token, begin)
	<-done
	s.sendProgress(token, progressValue{Kind: "end"})
}

// createProgress asks the editor for a place to show it. Some never answer.
func (s *Server) createProgress(ctx context.Context, token string, done <-chan struct{}) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	created := make(chan bool, 1)
	s.spawn("creating progress", func(context.Context) {
		params := jsonrpc2.RawMessage(`{"token":"` + token + `"}`)
		_, err := s.conn.Call(ctx, protocol.MethodWindowWorkDoneProgressCreate, params, new(jsonrpc2.RawMessage))
		created <- err == nil
	})
	select {
	case ok := <-created:
		return ok
	case <-done:
		return false
	}
}

func (s *Server) sendProgress(token string, value progressValue) {
	raw, err := plainjson.Marshal(progressParams{token, value})
	if err != nil {
		s.log.Error("marshaling progress", "cause", err)
		return
	}
	s.notify(protocol.MethodProgress, jsonrpc2.RawMessage(raw))
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

// cancelProgress is window/workDoneProgress/cancel.
func (s *Server) cancelProgress(_ context.Context, p *struct {
	Token jsontext.Value `json:"token"`
},
) error {
	var token string
	_ = plainjson.Unmarshal(p.Token, &token) // what is no string is not one of this server's
	s.progresses.mu.Lock()
	cancel := s.progresses.cancel[token]
	s.progresses.mu.Unlock()
	if cancel != nil {
		cancel()
	}
	return nil
}

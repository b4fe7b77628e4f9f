package server

import (
	"context"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// contents knows which documents the editor has.
type contents struct {
	mu      sync.Mutex        // guards what follows
	live    map[string]string // URI as the editor writes it, to the text it has
	looking bool              // at what the documents show

	refreshing sync.Mutex // one look at a time
}

// has tells whether the editor has the document already.
func (c *contents) has(uri string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, ok := c.live[uri]
	return ok
}

// shown lists the documents that the editor has.
func (c *contents) shown() map[string]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.live)
}

// replaced notes another text of a document; it is false if the document was
// closed meanwhile.
func (c *contents) replaced(uri, text string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, ok := c.live[uri]
	if ok {
		c.live[uri] = text
	}
	return ok
}

func (c *contents) served(uri, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.live == nil {
		c.live = make(map[string]string)
	}
	c.live[strings.Clone(uri)] = text
}

// closed forgets a document that the editor has closed.
func (c *contents) closed(uri string) {
	name, ok := documentName(uri)
	if !ok {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for u := range c.live {
		if n, _ := documentName(u); n == name {
			delete(c.live, u)
		}
	}
}

// liveInterval is how often open documents are looked at again: programs count,
// start and end without a trace in the file system.
const liveInterval = 1500 * time.Millisecond

// keepLive looks at the open documents for as long as there are any.
func (s *Server) keepLive() {
	if !s.contents.beginLooking() {
		return
	}
	s.conn.Spawn("live documents", func(ctx context.Context) {
		ticker := time.NewTicker(liveInterval)
		defer ticker.Stop()
		for s.contents.goesOn() {
			select {
			case <-ticker.C:
				s.conn.Contain("live documents", func() { s.contents.refresh(ctx, s) })
			case <-ctx.Done():
				return
			}
		}
	})
}

// beginLooking is true if there is something to look at and nobody does yet.
func (c *contents) beginLooking() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.looking || len(c.live) == 0 {
		return false
	}
	c.looking = true
	return true
}

// goesOn is false, once, when the last document was closed.
func (c *contents) goesOn() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.looking = len(c.live) > 0
	return c.looking
}

// refresh tells the editor of each document it has whose text is another now.
func (c *contents) refresh(ctx context.Context, s *Server) {
	c.refreshing.Lock()
	defer c.refreshing.Unlock()
	for uri, text := range c.shown() {
		name, _ := documentName(uri)
		now, err := s.render(ctx, name, true)
		if err != nil || now == text || !c.replaced(uri, now) {
			continue
		}
		raw, _ := plainjson.Marshal(contentParams{uri})
		s.conn.Request("refreshing a document", protocol.MethodWorkspaceTextDocumentContentRefresh, jsontext.Value(raw))
	}
}

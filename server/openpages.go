package server

import (
	"context"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/pages"
)

// openPages knows which pages the editor has open.
type openPages struct {
	mu      sync.Mutex        // guards what follows
	live    map[string]string // URI as the editor writes it, to the text it has
	looking bool              // at what the pages show

	refreshing sync.Mutex // one look at a time
	in         background
	again      func(ctx context.Context, name string) (string, error) // the text of a page now
	changed    func(uri string)                                       // called when a page has another text
}

// has reports whether the editor has the page open.
func (c *openPages) has(uri string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, ok := c.live[uri]
	return ok
}

// shown lists the pages that the editor has open.
func (c *openPages) shown() map[string]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.live)
}

// replaced notes another text of a page; it is false if the page was closed
// meanwhile.
func (c *openPages) replaced(uri, text string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, ok := c.live[uri]
	if ok {
		c.live[uri] = text
	}
	return ok
}

func (c *openPages) served(uri, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.live == nil {
		c.live = make(map[string]string)
	}
	c.live[strings.Clone(uri)] = text
}

// closed forgets a page that the editor has closed.
func (c *openPages) closed(uri string) {
	name, ok := pageName(uri)
	if !ok {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for u := range c.live {
		if n, _ := pageName(u); n == name {
			delete(c.live, u)
		}
	}
}

// liveInterval is how often open pages are looked at again: programs count,
// start and end without a trace in the file system.
const liveInterval = 1500 * time.Millisecond

// keepLive looks at the open pages as long as there are any.
func (c *openPages) keepLive() {
	if !c.beginLooking() {
		return
	}
	c.in.Spawn("live pages", func(ctx context.Context) {
		ticker := time.NewTicker(liveInterval)
		defer ticker.Stop()
		for c.goesOn() {
			select {
			case <-ticker.C:
				c.in.Contain("live pages", func() { c.refresh(ctx) })
			case <-ctx.Done():
				return
			}
		}
	})
}

// beginLooking is true if there is something to look at and no goroutine does yet.
func (c *openPages) beginLooking() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.looking || len(c.live) == 0 {
		return false
	}
	c.looking = true
	return true
}

// goesOn is false, once, when the last page was closed.
func (c *openPages) goesOn() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.looking = len(c.live) > 0
	return c.looking
}

// refresh tells the editor which of its open pages have another text now.
func (c *openPages) refresh(ctx context.Context) {
	c.refreshing.Lock()
	defer c.refreshing.Unlock()
	for uri, text := range c.shown() {
		name, _ := pageName(uri)
		if page, ok := pages.Find(name); !ok || !page.Live {
			continue
		}
		now, err := c.again(ctx, name)
		if err != nil || now == text || !c.replaced(uri, now) {
			continue
		}
		c.changed(uri)
	}
}

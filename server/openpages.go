package server

import (
	"context"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/pages"
)

// openPages tracks the pages that the editor has open and tells the editor when their
// text changes.
type openPages struct {
	mu      sync.Mutex        // guards what follows
	live    map[string]string // the text that the editor has, by URI as the editor writes it
	looking bool              // a goroutine looks for changes

	refreshing sync.Mutex // held during a look for changes
	in         background
	again      func(ctx context.Context, name string) (string, error) // returns the current text of a page
	changed    func(uri string)                                       // called when the text of a page has changed
}

// has reports whether the editor has the page open.
func (c *openPages) has(uri string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, ok := c.live[uri]
	return ok
}

// shown returns the pages that the editor has open, with their texts.
func (c *openPages) shown() map[string]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.live)
}

// replaced records the new text of a page. It returns false if the page has been
// closed in the meantime.
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

// liveInterval is the time between looks for changes: programs count, start and end
// without a trace in the file system.
const liveInterval = 1500 * time.Millisecond

// keepLive looks for changes as long as a page is open.
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

// beginLooking reports whether the caller must start the goroutine: a page is open
// and no goroutine runs yet.
func (c *openPages) beginLooking() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.looking || len(c.live) == 0 {
		return false
	}
	c.looking = true
	return true
}

// goesOn reports whether a page is still open. Once it returns false, the goroutine
// must end.
func (c *openPages) goesOn() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.looking = len(c.live) > 0
	return c.looking
}

// refresh tells the editor which of its open pages have changed.
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

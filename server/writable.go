package server

import (
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// writableFor is how long the cached answer stays valid. Changes in the directory and
// switches invalidate it earlier.
const writableFor = time.Second

// writableCache caches why the mode file is not writable: finding out takes more
// system calls than the rest of a Status.
type writableCache struct {
	mu  sync.Mutex // guards what follows
	at  time.Time  // of the last check, zero for none
	why error
}

func (c *writableCache) get(dir mode.Dir) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at.IsZero() || time.Since(c.at) > writableFor {
		c.at, c.why = time.Now(), dir.Writable()
	}
	return c.why
}

// forget makes the next get check again.
func (c *writableCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = time.Time{}
}

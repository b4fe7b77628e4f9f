package server

import (
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/mode"
)

// writableFor is how long it is believed whether a switch could be kept. Changes
// of the folder, and switches, end it early.
const writableFor = time.Second

// writableCache keeps why a switch could not be kept: to find out takes more
// system calls than all the rest of a Status.
type writableCache struct {
	mu  sync.Mutex // guards what follows
	at  time.Time  // of the last look, zero for none
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

// forget makes the next get look again.
func (c *writableCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = time.Time{}
}

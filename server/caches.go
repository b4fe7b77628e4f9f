package server

import (
	"os"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
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

// weekCache keeps what the headers of the counter files say: they are read again
// only when the folder has changed.
type weekCache struct {
	mu      sync.Mutex // guards what follows
	known   bool
	modTime time.Time // of the folder when it was read
	weeks   status.Weeks
}

// forget makes the next get read the folder.
func (c *weekCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = false
}

func (c *weekCache) get(dir mode.Dir) status.Weeks {
	if dir == "" {
		return status.Weeks{}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var modTime time.Time
	if info, err := os.Stat(dir.LocalDir()); err == nil {
		modTime = info.ModTime()
	}
	if c.known && modTime.Equal(c.modTime) {
		return c.weeks
	}
	spans, _, err := counters.Spans(dir.Path())
	if err != nil {
		spans = nil
	}
	day, ok := counters.Weekends(dir.Path())
	c.known, c.modTime = true, modTime
	c.weeks = status.Weeks{Spans: spans, Weekends: day, Known: ok}
	return c.weeks
}

package server

import (
	"os"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/facts"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// fewNames is how many names a folder may hold to be looked at within a Status.
const fewNames = 256

// weekCache keeps what the headers of the counter files say. Where the folder has
// changed they are looked at again: few files at once, many files beside the
// Status.
type weekCache struct {
	quick   sync.Mutex // held during a look within a Status: others wait for it
	reading sync.Mutex // held during any look; guards headers
	headers *index.Headers

	mu        sync.Mutex // guards what follows
	weeks     status.Weeks
	known     bool
	modTime   time.Time // of the folder when it was read
	forgotten int       // how often forget was called
}

// forget makes the next get look at the folder.
func (c *weekCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = false
	c.forgotten++
}

// get gives what is known, and whether that is out of date.
func (c *weekCache) get(dir mode.Dir) (weeks status.Weeks, outdated bool) {
	if dir == "" {
		return status.Weeks{}, false
	}
	if weeks, ok := c.current(dir); ok {
		return weeks, false
	}
	c.quick.Lock()
	defer c.quick.Unlock()
	weeks, ok := c.current(dir)
	if ok || !c.reading.TryLock() {
		return weeks, !ok
	}
	defer c.reading.Unlock()
	if !c.read(dir, fewNames) {
		return weeks, true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.weeks, false
}

// look brings what is known up to date, however long that takes.
func (c *weekCache) look(dir mode.Dir) {
	if _, outdated := c.get(dir); outdated {
		c.reading.Lock()
		defer c.reading.Unlock()
		c.read(dir, 0)
	}
}

// current gives what is known, and whether the folder has not changed since.
func (c *weekCache) current(dir mode.Dir) (status.Weeks, bool) {
	now := modTimeOf(dir.LocalDir())
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.weeks, c.known && now.Equal(c.modTime)
}

// read reads the headers, if the folder has at most that many names; 0 means any
// number. What changes while it reads is read the next time. The caller holds
// reading.
func (c *weekCache) read(dir mode.Dir, most int) (done bool) {
	if c.headers == nil {
		c.headers = index.NewHeaders(dir.Path())
	}
	c.mu.Lock()
	forgotten := c.forgotten
	c.mu.Unlock()
	modTime := modTimeOf(dir.LocalDir())
	weeks, done := facts.Weeks(dir, c.headers, most)
	if !done {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known, c.modTime = c.forgotten == forgotten, modTime
	c.weeks = weeks
	return true
}

// modTimeOf says when names were last made or removed in folder, zero where it is
// not there.
func modTimeOf(folder string) time.Time {
	info, err := os.Stat(folder)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

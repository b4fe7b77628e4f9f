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

// fewNames is the most names a directory may have for a Status to read it at once.
const fewNames = 256

// weekCache keeps the weeks from the headers of the counter files. After a change in
// the directory it reads them again: few files at once, many files in the background.
type weekCache struct {
	quick   sync.Mutex // held while a Status reads; others wait for it
	reading sync.Mutex // held during any read; guards headers
	headers *index.Headers

	mu        sync.Mutex // guards what follows
	weeks     status.Weeks
	known     bool
	modTime   time.Time // of the directory when it was read
	forgotten int       // how often forget was called
}

// forget makes the next get read the directory.
func (c *weekCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = false
	c.forgotten++
}

// get returns the known weeks, and whether they are out of date.
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

// look updates the known weeks, however long that takes.
func (c *weekCache) look(dir mode.Dir) {
	if _, outdated := c.get(dir); outdated {
		c.reading.Lock()
		defer c.reading.Unlock()
		c.read(dir, 0)
	}
}

// current returns the known weeks, and whether the directory is unchanged since it
// was read.
func (c *weekCache) current(dir mode.Dir) (status.Weeks, bool) {
	now := modTimeOf(dir.LocalDir())
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.weeks, c.known && now.Equal(c.modTime)
}

// read reads the headers if the directory has at most that many names; 0 means any
// number. Changes during the read are read the next time. The caller holds reading.
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

// modTimeOf returns when names were last added or removed in dir, zero if it
// doesn't exist.
func modTimeOf(dir string) time.Time {
	info, err := os.Stat(dir)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

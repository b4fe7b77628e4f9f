package server

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
)

// configs holds the upload config of this process: the one in the module cache or the
// one that it downloaded.
type configs struct {
	in       background
	log      *slog.Logger
	now      func() time.Time
	modCache string
	notesDir func() string // the directory of the notes for other processes, "" for none
	fetch    func(context.Context) (*uploadconfig.Config, error)
	changed  func() // called when the config has changed

	mu     sync.Mutex // guards what follows
	config *uploadconfig.Config
	looked time.Time           // when this process last looked into the module cache
	note   uploadconfig.Latest // what another process had learned then
	latest uploadconfig.Latest // what this process has learned
	asked  bool                // the user was asked about a download
	failed time.Time           // when the last download failed
	flight *flight             // the download in progress, nil for none
}

// lookAgain is how long a look into the module cache stays valid: Go may put a newer
// config there at any time. If another telemetry-ls does, its note says so.
const lookAgain = 30 * time.Second

// cached returns the newest upload config on this machine, nil for none.
func (c *configs) cached() *uploadconfig.Config {
	c.mu.Lock()
	defer c.mu.Unlock()
	note := uploadconfig.ReadLatest(c.notesDir())
	known := note.Version == c.note.Version && note.At.Equal(c.note.At)
	if known && !c.looked.IsZero() && time.Since(c.looked) < lookAgain {
		return c.config
	}
	c.looked, c.note = time.Now(), note
	config, err := uploadconfig.Cached(c.modCache)
	if err != nil {
		c.log.Info("no upload config in the module cache", "cause", err)
		return c.config
	}
	for _, learned := range []uploadconfig.Latest{c.latest, note} {
		learned.Confirm(config, c.modCache, c.now())
	}
	// A downloaded config may be in another module cache.
	if c.config == nil || !c.config.Confirmed.After(config.Confirmed) {
		c.config = config
	}
	return c.config
}

// fresh reports whether config may be the latest, as far as this process knows.
func (c *configs) fresh(config *uploadconfig.Config) bool {
	return config != nil && !config.Stale(c.now())
}

// ask claims the right to ask the user about a download. It returns true only once.
func (c *configs) ask() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := !c.asked
	c.asked = true
	return first
}

// tryAgain is how long to wait after a failed download.
const tryAgain = time.Hour

func (c *configs) fail() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failed = time.Now()
}

// keep stores a config that was just downloaded, and notes for other processes that
// it is the latest.
func (c *configs) keep(config *uploadconfig.Config) {
	config.Confirmed = c.now()
	note := uploadconfig.Latest{ModCache: c.modCache, Version: config.Version, At: config.Confirmed}
	c.mu.Lock()
	c.config, c.latest = config, note
	c.mu.Unlock()
	c.changed()
	if dir := c.notesDir(); dir != "" {
		if err := note.Keep(dir); err != nil {
			c.log.Info("noting the latest upload config", "cause", err)
		}
	}
}

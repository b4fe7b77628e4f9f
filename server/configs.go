package server

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
)

// configs holds the upload config of this process: the one in the module cache, and
// the one that it has downloaded.
type configs struct {
	in       background
	log      *slog.Logger
	now      func() time.Time
	modCache string
	notesDir func() string // for what other processes should learn, "" for none
	fetch    func(context.Context) (*uploadconfig.Config, error)
	changed  func() // called when there is another config

	mu     sync.Mutex // guards what follows
	config *uploadconfig.Config
	looked time.Time           // when the module cache was last looked at
	latest uploadconfig.Latest // what this process itself has learned
	asked  bool                // whether the user was asked to download it
	failed time.Time           // the last vain download
	flight *flight             // the download that goes on
}

// lookAgain is how long a look into the module cache is believed: Go may bring a
// newer config there at any time.
const lookAgain = 30 * time.Second

// cached gives the newest upload config on this machine, nil for none.
func (c *configs) cached() *uploadconfig.Config {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.looked.IsZero() && time.Since(c.looked) < lookAgain {
		return c.config
	}
	c.looked = time.Now()
	config, err := uploadconfig.Cached(c.modCache)
	if err != nil {
		c.log.Info("no upload config in the module cache", "cause", err)
		return c.config
	}
	for _, note := range []uploadconfig.Latest{c.latest, uploadconfig.ReadLatest(c.notesDir())} {
		note.Confirm(config, c.modCache, c.now())
	}
	// One that was downloaded may lie in another module cache.
	if c.config == nil || !c.config.Confirmed.After(config.Confirmed) {
		c.config = config
	}
	return c.config
}

// fresh tells whether config can be the latest, as far as is known.
func (c *configs) fresh(config *uploadconfig.Config) bool {
	return config != nil && !config.Stale(c.now())
}

// ask claims the right to ask the user about a download: that is done once.
func (c *configs) ask() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := !c.asked
	c.asked = true
	return first
}

// tryAgain is how long a vain download is believed.
const tryAgain = time.Hour

func (c *configs) fail() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failed = time.Now()
}

// keep keeps what was downloaded just now, and notes for other processes that it is
// the latest.
func (c *configs) keep(config *uploadconfig.Config) {
	config.Confirmed = c.now()
	note := uploadconfig.Latest{ModCache: c.modCache, Version: config.Version, At: config.Confirmed}
	c.mu.Lock()
	c.config, c.latest = config, note
	c.mu.Unlock()
	c.changed()
	if dir := c.notesDir(); dir != "" {
		if err := note.Keep(dir); err != nil {
			c.log.Info("the latest upload config", "cause", err)
		}
	}
}

package server

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"time"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
)

// configs holds the upload config of this process.
type configs struct {
	mu     sync.Mutex // guards what follows
	config *uploadconfig.Config
	looked time.Time           // when the module cache was last looked at
	latest uploadconfig.Latest // what this process itself has learned
	asked  bool                // whether to download it
	failed time.Time           // the last vain download
	flight *flight             // the download that goes on
}

// lookAgain is how long a look into the module cache is believed: Go may bring a
// newer config there at any time.
const lookAgain = 30 * time.Second

// cached gives the newest upload config at hand, nil for none.
func (c *configs) cached(s *Server) *uploadconfig.Config {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.looked.IsZero() && time.Since(c.looked) < lookAgain {
		return c.config
	}
	c.looked = time.Now()
	config, err := uploadconfig.Cached(s.opts.ModCache)
	if err != nil {
		s.log.Info("no upload config in the module cache", "cause", err)
		return c.config
	}
	for _, note := range []uploadconfig.Latest{c.latest, uploadconfig.ReadLatest(s.notesDir())} {
		note.Confirm(config, s.opts.ModCache, s.opts.Now())
	}
	// One that was downloaded may lie in another module cache.
	if c.config == nil || !c.config.Confirmed.After(config.Confirmed) {
		c.config = config
	}
	return c.config
}

// fresh tells whether config can be the latest, as far as is known.
func (s *Server) fresh(config *uploadconfig.Config) bool {
	return config != nil && !config.Stale(s.opts.Now())
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
func (c *configs) keep(s *Server, config *uploadconfig.Config) {
	config.Confirmed = s.opts.Now()
	note := uploadconfig.Latest{ModCache: s.opts.ModCache, Version: config.Version, At: config.Confirmed}
	c.mu.Lock()
	c.config, c.latest = config, note
	c.mu.Unlock()
	s.uploads.forget()
	s.refresh()
	if dir := s.notesDir(); dir != "" {
		if err := note.Keep(dir); err != nil {
			s.log.Info("the latest upload config", "cause", err)
		}
	}
}

// notesDir is this project's own folder in the cache folder, "" for none.
func (s *Server) notesDir() string {
	dir := s.cacheDir()
	if dir == "" {
		return ""
	}
	return filepath.Join(dir, Name)
}

// wantConfig sees to an upload config that is fit for a verdict, and tells whether
// there is another one now. In mode on it downloads it, as Go does; else the user
// is asked, once, beside the answer.
func (s *Server) wantConfig(ctx context.Context) bool {
	if s.settings.get().UploadConfig != "auto" {
		return false
	}
	if s.status().Uploading {
		return s.downloadOnce(ctx)
	}
	s.configs.mu.Lock()
	first := !s.configs.asked
	s.configs.asked = true
	s.configs.mu.Unlock()
	if first {
		s.conn.Spawn("asking for the upload config", s.offerDownload)
	}
	return false
}

const (
	downloadText = "The upload config, the public list of approved counters, isn't on this machine, so a preview can't tell which counters would be uploaded. " +
		"Download it with go mod download, from your module proxy? No telemetry data is sent."
	refreshText = ", and Go uploads by the latest version. " +
		"Download the latest with go mod download, from your module proxy? No telemetry data is sent."
)

func (s *Server) offerDownload(ctx context.Context) {
	text := downloadText
	if config := s.configs.cached(s); config != nil {
		text = "The upload config on this machine, " + config.Label() + ", may be out of date" + refreshText
	}
	yes := choice{title: "Download"}
	chosen, err := s.askUser(ctx, meaning{Kind: aboutDownload}, text, []choice{yes, {title: "Not now"}}, nil)
	if err != nil || chosen != yes {
		return
	}
	f, first := s.configs.join(ctx, s)
	if !s.await(ctx, f, first) {
		return
	}
	s.openPages.refresh(ctx, s)
	if !s.client.content { // what was shown stays as it is
		s.tell(meaning{Kind: aboutDownload}, protocol.MessageTypeInfo, "Upload config downloaded. Open the preview again to see the result.")
	}
}

// download fetches the upload config, with progress.
func (s *Server) download(ctx context.Context) bool {
	var config *uploadconfig.Config
	err := s.conn.WithProgress(ctx, "Downloading the upload config", true, func(ctx context.Context) (err error) {
		config, err = s.opts.Download(ctx, s.workspace.get())
		return err
	})
	if err == nil {
		s.configs.keep(s, config)
		return true
	}
	s.log.Warn("downloading the upload config", "cause", err)
	if ctx.Err() != nil {
		return false // nobody waits for it any more
	}
	s.configs.fail()
	if !errors.Is(err, context.Canceled) { // else the user knows
		s.tellFailure(aboutDownload, protocol.MessageTypeWarning, err)
	}
	return false
}

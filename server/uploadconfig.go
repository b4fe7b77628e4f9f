package server

import (
	"context"
	"errors"
	"sync"
	"time"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/counters"
)

// configs holds the upload config of this process.
type configs struct {
	downloading chan struct{} // holds one: whoever downloads

	mu     sync.Mutex // guards what follows
	config *counters.UploadConfig
	looked time.Time // when the module cache was last looked at
	asked  bool      // whether to download it
	failed time.Time // the last vain download
}

func (c *configs) init() { c.downloading = make(chan struct{}, 1) }

// lookAgain is how long a look into the module cache is believed: Go may bring a
// newer config there at any time.
const lookAgain = 30 * time.Second

// cached gives the newest upload config at hand, nil for none.
func (c *configs) cached(s *Server) *counters.UploadConfig {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.looked.IsZero() && time.Since(c.looked) < lookAgain {
		return c.config
	}
	c.looked = time.Now()
	config, err := counters.FindCachedConfig(s.opts.ModCache)
	if err != nil {
		s.log.Info("no upload config in the module cache", "cause", err)
		return c.config
	}
	c.config = config
	return config
}

// tryAgain is how long a vain download is believed.
const tryAgain = time.Hour

func (c *configs) mayTry() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.failed.IsZero() || time.Since(c.failed) > tryAgain
}

func (c *configs) fail() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.failed = time.Now()
}

func (c *configs) keep(config *counters.UploadConfig) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.config = config
}

// missingConfig downloads the upload config where the mode is on; where it is not
// the user is asked, once, beside the answer.
func (s *Server) missingConfig(ctx context.Context) *counters.UploadConfig {
	if s.settings.get().UploadConfig != "auto" {
		return nil
	}
	if s.status().Uploading {
		return s.downloadOnce(ctx)
	}
	s.configs.mu.Lock()
	first := !s.configs.asked
	s.configs.asked = true
	s.configs.mu.Unlock()
	if first {
		s.spawn("asking for the upload config", s.offerDownload)
	}
	return nil
}

const (
	downloadTitle = "Download"
	downloadText  = "The list of counters that may be uploaded (the upload config) is not on this machine, so a preview cannot tell what would be sent. " +
		"Download it once with go mod download, from your module proxy? No telemetry data goes along."
)

func (s *Server) offerDownload(ctx context.Context) {
	title, err := s.askUser(ctx, downloadText, []string{downloadTitle, "Not now"}, nil)
	if err != nil || title != downloadTitle || s.download(ctx) == nil {
		return
	}
	s.contents.refresh(s)
	if !s.client.content { // what was shown stays as it is
		s.showMessage(protocol.MessageTypeInfo, "The upload config is here now: ask for the preview once more.")
	}
}

// downloadOnce downloads the upload config, or waits for another request that does
// so already. A vain download is not tried again soon.
func (s *Server) downloadOnce(ctx context.Context) *counters.UploadConfig {
	select {
	case s.configs.downloading <- struct{}{}:
		defer func() { <-s.configs.downloading }()
	case <-ctx.Done():
		return nil
	}
	if config := s.configs.cached(s); config != nil || !s.configs.mayTry() {
		return config
	}
	return s.download(ctx)
}

// download fetches the upload config, with progress; nil if that fails.
func (s *Server) download(ctx context.Context) (config *counters.UploadConfig) {
	err := s.withProgress(ctx, "Downloading the upload config", true, func(ctx context.Context) (err error) {
		config, err = s.opts.Download(ctx)
		return err
	})
	if err != nil {
		s.log.Warn("downloading the upload config", "cause", err)
		s.configs.fail()
		if !errors.Is(err, context.Canceled) { // else the user knows
			s.showMessage(protocol.MessageTypeWarning, (&failure{err}).Error())
		}
		return nil
	}
	s.configs.keep(config)
	return config
}

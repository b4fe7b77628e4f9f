package server

import (
	"context"
	"errors"
	"sync"
	"time"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/counters"
)

// errNoDir is the failure of what needs a telemetry folder where there is none.
var errNoDir = errors.New("reading the counters: the user's configuration folder is unknown; set HOME in the environment of the editor")

// index gives the index of the telemetry folder, made when it is first needed.
type index struct {
	mu sync.Mutex // guards ix
	ix *counters.Index
}

func (s *Server) counts() (*counters.Index, error) {
	if s.opts.Dir == "" {
		return nil, &failure{errNoDir}
	}
	s.index.mu.Lock()
	defer s.index.mu.Unlock()
	if s.index.ix == nil {
		s.index.ix = counters.NewIndex(s.opts.Dir.Path())
		s.index.ix.Watch()
	}
	return s.index.ix, nil
}

func (i *index) close() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.ix != nil {
		_ = i.ix.Close()
	}
}

// summary is telemetry-ls.summary.
func (s *Server) summary(ctx context.Context, arg commands.SummaryArgs) (sum *counters.Summary, err error) {
	ix, err := s.counts()
	if err != nil {
		return nil, err
	}
	if arg.Weeks == 0 {
		arg.Weeks = s.settings.get().SummaryWeeks
	}
	err = s.withProgress(ctx, "Reading telemetry counters", func(context.Context) error {
		sum, err = ix.Summary(counters.SummaryOptions{
			Weeks: arg.Weeks, Program: arg.Program, Mode: string(s.opts.Dir.Read().Mode), Now: s.opts.Now(),
		})
		return err
	})
	if err != nil {
		return nil, &failure{err}
	}
	return sum, ctx.Err()
}

// preview is telemetry-ls.preview.
func (s *Server) preview(ctx context.Context, _ commands.None) (*counters.Preview, error) {
	return s.previewWith(ctx, s.uploadConfig(ctx), maxPreviewed)
}

// maxPreviewed is how many weeks a preview goes back: what was sent before stands
// in the document about it.
const maxPreviewed = 104

// cachedPreview is the preview for live documents: it never touches the network.
func (s *Server) cachedPreview(ctx context.Context, weeks int) (*counters.Preview, error) {
	return s.previewWith(ctx, s.configs.cached(s), weeks)
}

func (s *Server) previewWith(ctx context.Context, config *counters.UploadConfig, weeks int) (p *counters.Preview, err error) {
	ix, err := s.counts()
	if err != nil {
		return nil, err
	}
	state := s.opts.Dir.Read()
	err = s.withProgress(ctx, "Reading telemetry counters", func(context.Context) error {
		p, err = ix.Preview(counters.PreviewOptions{
			Mode: string(state.Mode), Since: state.Since, Now: s.opts.Now(), Config: config, Weeks: weeks,
		})
		return err
	})
	if err != nil {
		return nil, &failure{err}
	}
	return p, ctx.Err()
}

// configs holds the upload config of this process.
type configs struct {
	mu     sync.Mutex // guards what follows
	config *counters.UploadConfig
	looked time.Time // when the module cache was last looked at in vain
	asked  bool      // whether to download it
	failed time.Time // the last vain download
}

// lookAgain is how long a vain look into the module cache is believed.
const lookAgain = 2 * time.Second

// cached gives the newest upload config of the module cache, nil for none.
func (c *configs) cached(s *Server) *counters.UploadConfig {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.config != nil || time.Since(c.looked) < lookAgain && !c.looked.IsZero() {
		return c.config
	}
	config, err := counters.FindCachedConfig(s.opts.ModCache)
	if err != nil {
		c.looked = time.Now()
		s.log.Info("no upload config in the module cache", "cause", err)
		return nil
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

// uploadConfig gives the cached upload config, else downloads it where the mode is
// on; where it is not the user is asked, once, beside the answer.
func (s *Server) uploadConfig(ctx context.Context) *counters.UploadConfig {
	if config := s.configs.cached(s); config != nil || s.settings.get().UploadConfig != "auto" {
		return config
	}
	if s.status().Uploading {
		if !s.configs.mayTry() {
			return nil
		}
		return s.download(ctx)
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
	if err == nil && title == downloadTitle && s.download(ctx) != nil {
		s.contents.refresh(s)
	}
}

// download fetches the upload config, with progress; nil if that fails.
func (s *Server) download(ctx context.Context) (config *counters.UploadConfig) {
	err := s.withProgress(ctx, "Downloading the upload config", func(ctx context.Context) (err error) {
		config, err = s.opts.Download(ctx)
		return err
	})
	if err != nil {
		s.log.Warn("downloading the upload config", "cause", err)
		s.configs.fail()
		if !errors.Is(err, context.Canceled) { // else the user knows
			s.showMessage(protocol.MessageTypeWarning, err.Error())
		}
		return nil
	}
	s.configs.keep(config)
	return config
}

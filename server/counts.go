package server

import (
	"context"
	"errors"
	"sync"
	"time"

	"go.lsp.dev/protocol"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/counters"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// errNoDir is the failure of what needs a telemetry folder where there is none.
var errNoDir = hint.New(
	errors.New("reading the counters: the user's configuration folder is unknown"),
	"set HOME in the environment of the editor",
)

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

// reading is the title of the progress of what reads counters.
const reading = "Reading telemetry counters"

// summary is telemetry-ls.summary.
func (s *Server) summary(ctx context.Context, arg commands.SummaryArgs) (sum *counters.Summary, err error) {
	err = s.withProgress(ctx, reading, false, func(context.Context) error {
		sum, err = s.summaryNow(arg)
		return err
	})
	if err != nil {
		return nil, err
	}
	return sum, ctx.Err()
}

// summaryNow is the summary without a show of progress: for what nobody waits for.
func (s *Server) summaryNow(arg commands.SummaryArgs) (*counters.Summary, error) {
	ix, err := s.counts()
	if err != nil {
		return nil, err
	}
	if arg.Weeks == 0 {
		arg.Weeks = s.settings.get().SummaryWeeks
	}
	sum, err := ix.Summary(counters.SummaryOptions{
		Weeks: arg.Weeks, Program: arg.Program, Mode: string(s.opts.Dir.Read().Mode), Now: s.opts.Now(),
	})
	if err != nil {
		return nil, &failure{err}
	}
	return sum, nil
}

// preview is telemetry-ls.preview. Without an upload config it sees to one where
// it may, if there is anything to tell of.
func (s *Server) preview(ctx context.Context, _ commands.None) (p *counters.Preview, err error) {
	err = s.withProgress(ctx, reading, false, func(context.Context) error {
		p, err = s.previewNow(maxPreviewed)
		return err
	})
	if err != nil || p.Config != nil || len(p.Weeks) == 0 || s.missingConfig(ctx) == nil {
		return p, errors.Join(err, ctx.Err())
	}
	return s.previewNow(maxPreviewed)
}

// maxPreviewed is how many weeks a preview goes back: what was sent before stands
// in the document about it.
const maxPreviewed = 104

// previewNow is the preview by the cached upload config: it asks nobody, shows no
// progress, and never touches the network. Weeks 0 means all.
func (s *Server) previewNow(weeks int) (*counters.Preview, error) {
	ix, err := s.counts()
	if err != nil {
		return nil, err
	}
	state := s.opts.Dir.Read()
	p, err := ix.Preview(counters.PreviewOptions{
		Mode: string(state.Mode), Since: state.Since, Now: s.opts.Now(), Config: s.configs.cached(s), Weeks: weeks,
	})
	if err != nil {
		return nil, &failure{err}
	}
	return p, nil
}

// configs holds the upload config of this process.
type configs struct {
	mu     sync.Mutex // guards what follows
	config *counters.UploadConfig
	looked time.Time // when the module cache was last looked at
	asked  bool      // whether to download it
	failed time.Time // the last vain download
}

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
	err := s.withProgress(ctx, "Downloading the upload config", true, func(ctx context.Context) (err error) {
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

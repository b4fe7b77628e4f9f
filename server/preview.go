package server

import (
	"context"
	"errors"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
)

// preview implements telemetry-ls.preview.
func (s *Server) preview(ctx context.Context, arg commands.PreviewArgs) (commands.PreviewResult, error) {
	if arg.Detail == commands.Counts {
		return latest(ctx, s, func() (*upload.Counted, error) { return s.countedNow(arg) })
	}
	return s.latestPreview(ctx, arg)
}

// latestPreview returns the preview with the latest upload config, if possible.
func (s *Server) latestPreview(ctx context.Context, of commands.PreviewArgs) (*upload.Preview, error) {
	return latest(ctx, s, func() (*upload.Preview, error) { return s.previewNow(of) })
}

// latest looks at a preview. If there is data to preview but no upload config that may be
// the latest, it tries to get one, and looks again.
func latest[P commands.PreviewResult](ctx context.Context, s *Server, look func() (P, error)) (p P, err error) {
	err = s.editor.withProgress(ctx, reading, false, func(context.Context) error {
		p, err = look()
		return err
	})
	if err != nil || !p.WantsConfig() || !s.wantConfig(ctx) {
		return p, errors.Join(err, ctx.Err())
	}
	return look()
}

// maxPreviewed is how many weeks a page goes back. The page of uploads shows
// earlier uploads.
const maxPreviewed = 104

// previewNow returns the preview that the cached upload config gives: it asks no
// questions, shows no progress and never uses the network.
func (s *Server) previewNow(of commands.PreviewArgs) (*upload.Preview, error) {
	ix, opt, err := s.previewOptions(of)
	if err != nil {
		return nil, err
	}
	p := upload.PreviewOf(ix, opt)
	s.sawPreview(p)
	return p, nil
}

// countedNow is like previewNow, but only counts the counters.
func (s *Server) countedNow(of commands.PreviewArgs) (*upload.Counted, error) {
	ix, opt, err := s.previewOptions(of)
	if err != nil {
		return nil, err
	}
	c := upload.CountedOf(ix, opt)
	s.sawPreview(&c.Preview)
	return c, nil
}

func (s *Server) previewOptions(of commands.PreviewArgs) (*index.Index, upload.Options, error) {
	ix, err := s.counts()
	if err != nil {
		return nil, upload.Options{}, err
	}
	state := s.reader.Read()
	return ix, upload.Options{
		Mode: string(state.Mode), Since: state.Since, Now: s.opts.Now(), Config: s.configs.cached(), Weeks: of.Weeks, Week: of.Week, ModCache: s.configs.modCache,
	}, nil
}

// sawPreview publishes a Status if its next upload is out of date.
func (s *Server) sawPreview(p *upload.Preview) {
	if s.uploads.saw(p) {
		s.refresh()
	}
}

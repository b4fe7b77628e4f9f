package server

import (
	"context"
	"sync"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// counterIndex is the index of the telemetry directory, created on first use.
type counterIndex struct {
	mu        sync.Mutex // guards ix
	ix        *index.Index
	summaries summary.Cache
}

func (s *Server) counts() (*index.Index, error) {
	if s.opts.Dir == "" {
		return nil, &failure{mode.ErrNoDir}
	}
	return s.index.get(s.opts.Dir.Path()), nil
}

func (i *counterIndex) get(dir string) *index.Index {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.ix == nil {
		i.ix = index.New(dir)
		i.ix.Watch()
	}
	return i.ix
}

func (i *counterIndex) close() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.ix != nil {
		_ = i.ix.Close()
	}
}

// reading is the progress title of commands that read counters.
const reading = "Reading telemetry counters"

// summary implements telemetry-ls.summary.
func (s *Server) summary(ctx context.Context, arg commands.SummaryArgs) (sum *summary.Summary, err error) {
	err = s.editor.withProgress(ctx, reading, false, func(context.Context) error {
		sum, err = s.summaryNow(arg)
		return err
	})
	if err != nil {
		return nil, err
	}
	return sum, ctx.Err()
}

// summaryNow returns the summary without showing progress, for reads that the user
// doesn't wait for.
func (s *Server) summaryNow(arg commands.SummaryArgs) (*summary.Summary, error) {
	ix, err := s.counts()
	if err != nil {
		return nil, err
	}
	if arg.Weeks == 0 {
		arg.Weeks = s.settings.get().SummaryWeeks
	}
	return s.index.summaries.Of(ix, summary.Options{
		Weeks: arg.Weeks, Program: arg.Program, Mode: string(s.reader.Read().Mode), Now: s.opts.Now(),
	}), nil
}

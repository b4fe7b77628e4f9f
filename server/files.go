package server

import (
	"context"
	"errors"
	"time"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// files implements telemetry-ls.files.
func (s *Server) files(ctx context.Context, _ commands.None) (list *housekeeping.Listing, err error) {
	err = s.editor.withProgress(ctx, "Listing the telemetry directory", false, func(context.Context) error {
		list, err = s.filesNow()
		return err
	})
	return list, errors.Join(err, ctx.Err())
}

func (s *Server) filesNow() (*housekeeping.Listing, error) {
	if s.opts.Dir == "" {
		return nil, &failure{mode.ErrNoDir}
	}
	list, err := housekeeping.List(s.opts.Dir.Path())
	if err != nil {
		return nil, &failure{err}
	}
	return list, nil
}

// clean implements telemetry-ls.clean.
func (s *Server) clean(ctx context.Context, arg commands.CleanArgs) (plan *housekeeping.Plan, err error) {
	if s.opts.Dir == "" {
		return nil, &failure{mode.ErrNoDir}
	}
	state := s.reader.Read()
	if state.Unknown {
		return nil, &failure{state.Problem} // what may be deleted depends on the mode
	}
	opt := housekeeping.Options{Now: s.opts.Now(), Mode: string(state.Mode)}
	if arg.Before != "" {
		if opt.Before, err = time.Parse(time.DateOnly, arg.Before); err != nil {
			return nil, err // can't happen: decoding has checked the date
		}
	}
	err = s.editor.withProgress(ctx, "Cleaning up local telemetry data", false, func(ctx context.Context) error {
		plan, err = housekeeping.PlanCleanup(s.opts.Dir.Path(), opt)
		if err == nil && !arg.DryRun && ctx.Err() == nil {
			plan.Execute()
			s.forgetData()
			s.refresh()
		}
		return err
	})
	if err != nil {
		return nil, &failure{err}
	}
	return plan, nil // report what was deleted even if the client has cancelled
}

package server

import (
	"context"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/counters"
	"github.com/telemetry-ls/telemetry-ls/internal/lsprpc"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// render writes the document name. A live one was shown before and is looked at
// again: that never asks anybody, and never touches the network.
func (s *Server) render(ctx context.Context, name string, live bool) (string, error) {
	switch name {
	case "explanation":
		return s.explanation(ctx), nil
	case "doctor":
		checks, err := s.doctor(ctx, commands.None{})
		return written(checks, err, view.Doctor)
	case "summary":
		sum, err := s.summaryOf(ctx, live)
		return written(sum, err, func(sum *counters.Summary) string { return view.Summary(sum, s.opts.Now()) })
	case "crashes":
		sum, err := s.summaryOf(ctx, live)
		return written(sum, err, view.Crashes)
	case "preview":
		p, err := s.previewOf(ctx, live)
		return written(p, err, func(p *counters.Preview) string { return view.Preview(p, s.opts.Now()) })
	case "uploads", "sent":
		p, err := s.previewNow(0)
		return written(p, err, view.Uploads)
	case "files":
		list, err := s.filesNow()
		return written(list, err, view.Files)
	}
	return "", lsprpc.Errorf(lsprpc.InvalidParams, "there is no such document; valid are %s", strings.Join(documentNames(), ", "))
}

// written writes data unless there was an error on the way to it.
func written[T any](data T, err error, write func(T) string) (string, error) {
	if err != nil {
		return "", err
	}
	return write(data), nil
}

func (s *Server) summaryOf(ctx context.Context, live bool) (*counters.Summary, error) {
	if live {
		return s.summaryNow(commands.SummaryArgs{})
	}
	return s.summary(ctx, commands.SummaryArgs{})
}

func (s *Server) previewOf(ctx context.Context, live bool) (*counters.Preview, error) {
	if live {
		return s.previewNow(maxPreviewed)
	}
	return s.preview(ctx, commands.None{})
}

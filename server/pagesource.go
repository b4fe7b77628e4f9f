package server

import (
	"context"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/doctor"
	"github.com/telemetry-ls/telemetry-ls/pages"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// page returns the text of a page for a user who has requested it.
func (s *Server) page(ctx context.Context, name string) (string, error) {
	return render(ctx, name, askingSource{quietSource{s}})
}

// pageAgain returns the text of a page that the editor shows already: it asks no
// questions, shows no progress and never uses the network.
func (s *Server) pageAgain(ctx context.Context, name string) (string, error) {
	return render(ctx, name, quietSource{s})
}

func render(ctx context.Context, name string, src pages.Source) (string, error) {
	page, ok := pages.Find(name)
	if !ok {
		return "", invalidParams("unknown page; use one of %s", strings.Join(pages.Names(), ", "))
	}
	return page.Render(ctx, src)
}

// quietSource provides pages with the data on this machine.
type quietSource struct{ s *Server }

func (q quietSource) Now() time.Time          { return q.s.opts.Now() }
func (q quietSource) Status() status.Status   { return q.s.status() }
func (q quietSource) Policies() policy.Inputs { return q.s.policies(false) }

func (q quietSource) StillCounting(ctx context.Context) (running.Programs, error) {
	return q.s.stillCounting(ctx)
}

func (q quietSource) Checks(ctx context.Context) (doctor.Checks, error) {
	checks, err := q.s.doctor(ctx, commands.None{})
	return checks.Short(q.s.opts.Home), err
}

func (q quietSource) Summary(context.Context) (*summary.Summary, error) {
	return q.s.summaryNow(commands.SummaryArgs{})
}

func (q quietSource) Preview(context.Context) (*upload.Preview, error) {
	return q.s.previewNow(commands.PreviewArgs{Weeks: maxPreviewed})
}

func (q quietSource) Uploads(context.Context) (*upload.Preview, error) {
	return q.s.previewNow(commands.PreviewArgs{})
}
func (q quietSource) Files(context.Context) (*housekeeping.Listing, error) { return q.s.filesNow() }

func (q quietSource) DebugLog() upload.DebugLog { return upload.ReadDebugLog(q.s.opts.Dir.Path()) }

// askingSource is a quietSource that shows progress while it reads and may offer to
// download the upload config.
type askingSource struct{ quietSource }

func (a askingSource) Summary(ctx context.Context) (*summary.Summary, error) {
	return a.s.summary(ctx, commands.SummaryArgs{})
}

func (a askingSource) Preview(ctx context.Context) (*upload.Preview, error) {
	return a.s.latestPreview(ctx, commands.PreviewArgs{Weeks: maxPreviewed})
}

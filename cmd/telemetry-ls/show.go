package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/doctor"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/pages"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

func showHelp() string {
	return "print a page: plain text in a terminal, Markdown in a pipe\n\nPages: " + strings.Join(pages.Names(), ", ") + "."
}

// showPage prints a page.
func showPage(ctx context.Context, e *env, args []string) error {
	rest, err := parse(flags("show"), args)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return &usageError{problem: "show needs one page: " + strings.Join(pages.Names(), ", ")}
	}
	page, ok := pages.Find(rest[0])
	if !ok {
		return &usageError{problem: fmt.Sprintf("show: unknown page %q; use one of %s", rest[0], strings.Join(pages.Names(), ", "))}
	}
	text, err := page.Render(ctx, pageSource{e})
	if err != nil {
		return err
	}
	if !e.piped {
		text = markdown.Plain(text)
	}
	return e.print(text)
}

// pageSource provides pages with the data on this machine. It downloads nothing.
type pageSource struct{ e *env }

func (p pageSource) Now() time.Time          { return p.e.now() }
func (p pageSource) Status() status.Status   { return p.e.status() }
func (p pageSource) Policies() policy.Inputs { return p.e.policies() }

func (p pageSource) StillCounting(ctx context.Context) (running.Programs, error) {
	return p.e.stillCounting(ctx)
}

func (p pageSource) Checks(ctx context.Context) (doctor.Checks, error) {
	home, _ := os.UserHomeDir()
	return p.e.checks(ctx).Short(home), nil
}

func (p pageSource) Summary(context.Context) (*summary.Summary, error) {
	ix, err := p.e.index()
	if err != nil {
		return nil, err
	}
	state, err := p.e.knownState()
	if err != nil {
		return nil, err
	}
	return summary.Of(ix, summary.Options{Weeks: defaultWeeks, Mode: string(state.Mode), Now: p.e.now()}), nil
}

func (p pageSource) Preview(context.Context) (*upload.Preview, error) {
	ix, err := p.e.index()
	if err != nil {
		return nil, err
	}
	opt, _, err := p.e.previewOptions() // the page says if there is no upload config
	if err != nil {
		return nil, err
	}
	return upload.PreviewOf(ix, opt), nil
}

func (p pageSource) Uploads(ctx context.Context) (*upload.Preview, error) { return p.Preview(ctx) }

func (p pageSource) DebugLog() upload.DebugLog { return upload.ReadDebugLog(p.e.dir.Path()) }

func (p pageSource) Files(context.Context) (*housekeeping.Listing, error) {
	if p.e.dir == "" {
		return nil, errNoDir
	}
	return housekeeping.List(p.e.dir.Path())
}

package main

import (
	"context"
	"fmt"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/dashboard"
	"github.com/telemetry-ls/telemetry-ls/internal/atomicfile"
)

// writeDashboard writes the dashboard as one HTML file, readable only by the user:
// mode 0600.
func writeDashboard(ctx context.Context, e *env, args []string) error {
	f := flags("dashboard")
	file := f.String("html", "", "")
	weeks := f.Int("weeks", defaultWeeks, "")
	if err := noArguments(f, args); err != nil {
		return err
	}
	if *file == "" || *weeks < 1 {
		return &usageError{problem: "dashboard: usage: " + usageOf("dashboard")}
	}
	page, err := e.dashboard(ctx, *weeks)
	if err != nil {
		return err
	}
	if *file == "-" {
		return e.print(string(page)) // it may be a terminal
	}
	if err := replaceFile(*file, page, atomicfile.Write); err != nil {
		return fmt.Errorf("writing the dashboard: %w", err)
	}
	return e.print("wrote " + *file + "; open it in a browser")
}

// uploadableWeeks is how many weeks Go may upload. The page says what is in the next
// upload, whichever of them that is of.
const uploadableWeeks = int(upload.UploadableFor/(7*24*time.Hour)) + 1

func (e *env) dashboard(ctx context.Context, weeks int) ([]byte, error) {
	ix, err := e.index()
	if err != nil {
		return nil, err
	}
	state, err := e.knownState()
	if err != nil {
		return nil, err
	}
	sum := summary.Of(ix, summary.Options{Weeks: weeks, Mode: string(state.Mode), Now: e.now()})
	preview, _, err := e.preview(ctx, ix, max(weeks, uploadableWeeks), false)
	if err != nil {
		return nil, err
	}
	return dashboard.Page(dashboard.Data{Status: e.status(), Summary: sum, Preview: preview, Now: e.now()})
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/telemetry-ls/telemetry-ls/counters"
	"github.com/telemetry-ls/telemetry-ls/dashboard"
)

// writeDashboard writes the dashboard as one HTML file, for a browser. It is made
// for the user's eyes only: mode 0600.
func writeDashboard(ctx context.Context, e *env, args []string) error {
	f := flags("dashboard")
	file := f.String("html", "", "")
	weeks := f.Int("weeks", defaultWeeks, "")
	if err := noArguments(f, args); err != nil {
		return err
	}
	if *file == "" || *weeks < 1 {
		return &usageError{"dashboard: usage: " + usageOf("dashboard")}
	}
	page, err := e.dashboard(ctx, *weeks)
	if err != nil {
		return err
	}
	if err := os.Remove(*file); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("writing the dashboard: %w", err)
	}
	if err := os.WriteFile(*file, page, 0o600); err != nil {
		return fmt.Errorf("writing the dashboard: %w", err)
	}
	return e.print("wrote " + *file + "; open it in a browser")
}

func (e *env) dashboard(ctx context.Context, weeks int) ([]byte, error) {
	ix, err := e.index()
	if err != nil {
		return nil, err
	}
	state := e.dir.Read()
	sum, err := ix.Summary(counters.SummaryOptions{Weeks: weeks, Mode: string(state.Mode), Now: e.now()})
	if err != nil {
		return nil, err
	}
	config, err := e.uploadConfig(ctx, e.status().Uploading)
	if err != nil {
		fmt.Fprintf(e.stderr, "telemetry-ls: %v\n", err)
	}
	preview, err := ix.Preview(counters.PreviewOptions{Mode: string(state.Mode), Since: state.Since, Now: e.now(), Config: config})
	if err != nil {
		return nil, err
	}
	return dashboard.Page(dashboard.Data{Status: e.status(), Summary: sum, Preview: preview})
}

package main

import (
	"context"
	"fmt"
	"os"

	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/dashboard"
	"github.com/telemetry-ls/telemetry-ls/internal/atomicfile"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
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

// replaceFile replaces the content of the file at path with a function of atomicfile. It
// refuses anything but a regular file.
func replaceFile(path string, data []byte, write func(path string, data []byte) error) error {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return hint.New(fmt.Errorf("%s is not a regular file", path), "name a new file, or - for standard output")
	}
	return write(path, data)
}

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
	preview, _, err := e.preview(ctx, ix, false)
	if err != nil {
		return nil, err
	}
	return dashboard.Page(dashboard.Data{Status: e.status(), Summary: sum, Preview: preview})
}

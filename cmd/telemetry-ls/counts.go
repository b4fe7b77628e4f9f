package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// defaultWeeks is the default number of weeks in a summary.
const defaultWeeks = 8

// errNoDir is the error of a subcommand that needs a telemetry directory.
var errNoDir = hint.New(mode.ErrNoDir, "set HOME, or use --telemetry-dir DIR")

func (e *env) index() (*index.Index, error) {
	if e.dir == "" {
		return nil, errNoDir
	}
	return index.New(e.dir.Path()), nil
}

func showSummary(_ context.Context, e *env, args []string) error {
	f := flags("summary")
	asJSON := f.Bool("json", false, "")
	weeks := f.Int("weeks", defaultWeeks, "")
	program := f.String("program", "", "")
	if err := noArguments(f, args); err != nil {
		return err
	}
	if *weeks < 1 {
		return &usageError{problem: "summary: --weeks needs a whole number from 1"}
	}
	ix, err := e.index()
	if err != nil {
		return err
	}
	state, err := e.knownState()
	if err != nil {
		return err
	}
	sum := summary.Of(ix, summary.Options{Weeks: *weeks, Program: *program, Mode: string(state.Mode), Now: e.now()})
	if *asJSON {
		return e.printJSON(struct {
			Schema int `json:"schema"`
			*summary.Summary
		}{schema, sum})
	}
	return e.print(view.Summary(sum, e.now()))
}

func showPreview(ctx context.Context, e *env, args []string) error {
	f := flags("preview")
	asJSON := f.Bool("json", false, "")
	download := f.Bool("download", false, "")
	if err := noArguments(f, args); err != nil {
		return err
	}
	ix, err := e.index()
	if err != nil {
		return err
	}
	p, downloaded, err := e.preview(ctx, ix, 0, *download)
	if err != nil {
		return err
	}
	if *asJSON {
		err = e.printJSON(struct {
			Schema int `json:"schema"`
			*upload.Preview
		}{schema, p})
	} else {
		err = e.print(view.Preview(p, e.now()))
	}
	if err != nil {
		return err
	}
	return failedIf(*download && !downloaded) // the cause was printed
}

func showFiles(_ context.Context, e *env, args []string) error {
	f := flags("files")
	asJSON := f.Bool("json", false, "")
	if err := noArguments(f, args); err != nil {
		return err
	}
	if e.dir == "" {
		return errNoDir
	}
	list, err := housekeeping.List(e.dir.Path())
	if err != nil {
		return err
	}
	if *asJSON {
		return e.printJSON(struct {
			Schema int `json:"schema"`
			*housekeeping.Listing
		}{schema, list})
	}
	return e.print(view.Files(list))
}

// print writes text to the terminal.
func (e *env) print(text string) error {
	if _, err := fmt.Fprint(e.out, strings.TrimRight(text, "\n")+"\n"); err != nil {
		return fmt.Errorf("printing the answer: %w", err)
	}
	return nil
}

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/problem"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
	"github.com/telemetry-ls/telemetry-ls/internal/printable"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
)

// errNoYes is the error of a cleanup that the user didn't confirm.
var errNoYes = hint.New(errors.New("clean: cancelled; nothing was deleted"), "answer y, or add --yes")

// clean shows old local data and deletes it after a yes.
func clean(ctx context.Context, e *env, args []string) error {
	f := flags("clean")
	yes := f.Bool("yes", false, "")
	dryRun := f.Bool("dry-run", false, "")
	asJSON := f.Bool("json", false, "")
	opt := housekeeping.Options{Now: e.now()}
	f.Func("before", "", func(day string) (err error) {
		if opt.Before, err = time.Parse(time.DateOnly, day); err != nil {
			return errors.New("use a date as YYYY-MM-DD")
		}
		return nil
	})
	if err := noArguments(f, args); err != nil {
		return err
	}
	if e.dir == "" {
		return errNoDir
	}
	state, err := e.knownState() // the mode decides what clean may delete
	if err != nil {
		return err
	}
	opt.Mode = string(state.Mode)
	plan, err := housekeeping.PlanCleanup(e.dir.Path(), opt)
	if err != nil {
		return err
	}
	if *asJSON {
		return e.cleanJSON(plan, *yes && !*dryRun)
	}
	return e.cleanShown(ctx, plan, *yes, *dryRun)
}

// cleanJSON deletes only with --yes: it never asks.
func (e *env) cleanJSON(plan *housekeeping.Plan, really bool) error {
	if really {
		plan.Execute()
	}
	err := e.printJSON(struct {
		Schema int `json:"schema"`
		*housekeeping.Plan
	}{schema, plan})
	if err != nil {
		return err
	}
	return failedIf(len(plan.Problems) > 0)
}

func (e *env) cleanShown(ctx context.Context, plan *housekeeping.Plan, yes, dryRun bool) error {
	e.tell(plan.Problems, cleanLister)
	known := len(plan.Problems)
	if err := e.print(planText(plan)); err != nil {
		return err
	}
	if len(plan.Files) == 0 || dryRun {
		return failedIf(known > 0)
	}
	if !yes && !e.agreed(ctx, fmt.Sprintf("Delete %s? [y/N] ", quantity.Count(len(plan.Files), "file", "files"))) {
		return errNoYes
	}
	plan.Execute()
	e.tell(plan.Problems[known:], cleanLister)
	if err := e.print("deleted " + sizeOf(plan)); err != nil {
		return err
	}
	return failedIf(len(plan.Problems) > 0)
}

// mostTold is how many problems tell prints.
const mostTold = 20

const cleanLister = "telemetry-ls clean --dry-run --json"

// tell prints the skipped files, up to a limit. lister is the command that lists all.
func (e *env) tell(problems []problem.Problem, lister string) {
	for _, p := range problems[:min(len(problems), mostTold)] {
		fmt.Fprintf(e.stderr, "telemetry-ls: %s: %s\n", printable.Name(p.File), printable.Name(p.Message))
	}
	if more := len(problems) - mostTold; more > 0 {
		fmt.Fprintf(e.stderr, "telemetry-ls: and %d more\nhint: %s lists all of them\n", more, lister)
	}
}

// failedIf ends a command with exit code 1 if it printed a failure.
func failedIf(failed bool) error {
	if failed {
		return exitCode(exitNo)
	}
	return nil
}

func planText(plan *housekeeping.Plan) string {
	if len(plan.Files) == 0 && len(plan.Problems) > 0 {
		return "Nothing to delete."
	}
	if len(plan.Files) == 0 {
		return "Nothing to delete: no deletable data older than " + plan.Before() + "."
	}
	var b strings.Builder
	for _, f := range plan.Files {
		note := ""
		if f.Note != nil {
			note = "  (" + *f.Note + ")"
		}
		fmt.Fprintf(&b, "%10s  %s%s\n", quantity.Size(f.Bytes), printable.Name(f.Path), note)
	}
	b.WriteString("total: " + sizeOf(plan))
	return b.String()
}

func sizeOf(plan *housekeeping.Plan) string {
	return fmt.Sprintf("%s, %s", quantity.Count(len(plan.Files), "file", "files"), quantity.Size(plan.Bytes))
}

// agreed asks, and reads the answer from stdin, whether or not it is a terminal.
func (e *env) agreed(ctx context.Context, question string) bool {
	fmt.Fprint(e.stderr, question)
	answered := make(chan string, 1)
	go func() {
		answer, _ := bufio.NewReader(e.stdin).ReadString('\n')
		answered <- strings.ToLower(strings.TrimSpace(answer))
	}()
	select {
	case answer := <-answered:
		return answer == "y" || answer == "yes"
	case <-ctx.Done(): // interrupted
		fmt.Fprintln(e.stderr)
		return false
	}
}

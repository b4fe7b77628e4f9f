package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters"
	"github.com/telemetry-ls/telemetry-ls/internal/hint"
)

// errNoYes is the error of a clean-up that nobody has agreed to.
var errNoYes = hint.New(errors.New("clean: nothing was deleted, since nobody said yes"), "answer y, or add --yes")

// clean deletes old local data, after showing it and with a yes.
func clean(ctx context.Context, e *env, args []string) error {
	f := flags("clean")
	yes := f.Bool("yes", false, "")
	before := f.String("before", "", "")
	if err := noArguments(f, args); err != nil {
		return err
	}
	if e.dir == "" {
		return errNoDir
	}
	opt := counters.CleanOptions{Now: e.now(), Mode: string(e.dir.Read().Mode)}
	if *before != "" {
		day, err := time.Parse(time.DateOnly, *before)
		if err != nil {
			return &usageError{problem: fmt.Sprintf("clean: --before is %q, want a day as YYYY-MM-DD", *before)}
		}
		opt.Before = day
	}
	plan, err := counters.PlanClean(e.dir.Path(), opt)
	if err != nil {
		return err
	}
	if err := e.print(planText(plan)); err != nil || len(plan.Files) == 0 {
		return err
	}
	if !*yes && !e.agreed(ctx, fmt.Sprintf("Delete %s? [y/N] ", counted(int64(len(plan.Files)), "file"))) {
		return errNoYes
	}
	plan.Execute()
	for _, p := range plan.Problems {
		fmt.Fprintf(e.stderr, "telemetry-ls: %s: %s\n", printable(p.File), printable(p.Message))
	}
	if err := e.print("deleted " + sizeOf(plan)); err != nil {
		return err
	}
	if len(plan.Problems) > 0 {
		return exitCode(exitNo)
	}
	return nil
}

func planText(plan *counters.CleanPlan) string {
	if len(plan.Files) == 0 {
		return "nothing to delete: no week that is old enough has files"
	}
	var b strings.Builder
	for _, f := range plan.Files {
		note := ""
		if f.Note != nil {
			note = "  (" + *f.Note + ")"
		}
		fmt.Fprintf(&b, "%10d  %s%s\n", f.Bytes, printable(f.Path), note)
	}
	b.WriteString("in all: " + sizeOf(plan))
	return b.String()
}

// printable writes out what would steer a terminal: names of files can hold it.
func printable(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return !strconv.IsPrint(r) }) {
		return strconv.Quote(name)
	}
	return name
}

func sizeOf(plan *counters.CleanPlan) string {
	return fmt.Sprintf("%s, %s", counted(int64(len(plan.Files)), "file"), counted(plan.Bytes, "byte"))
}

func counted(n int64, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// agreed asks, and takes the answer from stdin, be it a terminal or not.
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

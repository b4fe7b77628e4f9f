package main

import (
	"context"
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/status"
)

// checks checks the environment.
func (e *env) checks(ctx context.Context) status.Checks {
	found, err := e.stillCounting(ctx)
	return e.machine().Doctor(e.status(), found, err)
}

// doctor checks the environment. The exit code is 1 if a check fails.
func doctor(ctx context.Context, e *env, args []string) error {
	f := flags("doctor")
	asJSON := f.Bool("json", false, "")
	if err := noArguments(f, args); err != nil {
		return err
	}
	checks := e.checks(ctx)
	if *asJSON {
		if err := e.printJSON(struct {
			Schema int `json:"schema"`
			status.Checks
		}{schema, checks}); err != nil {
			return err
		}
	} else {
		for _, c := range checks.Checks {
			mark, hint := "ok  ", ""
			if !c.OK {
				mark, hint = "FAIL", "\n      hint: "+*c.Hint
			}
			if err := e.print(fmt.Sprintf("%s  %s: %s%s", mark, c.Code, c.Message, hint)); err != nil {
				return err
			}
		}
	}
	return failedIf(checks.Failed())
}

package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/doctor"
	"github.com/telemetry-ls/telemetry-ls/facts"
	"github.com/telemetry-ls/telemetry-ls/internal/program"
	"github.com/telemetry-ls/telemetry-ls/prompt"
	"github.com/telemetry-ls/telemetry-ls/toolchain"
)

// checks checks the environment.
func (e *env) checks(ctx context.Context) doctor.Checks {
	state := e.dir.Read()
	k := facts.Known{Status: e.statusOf(state), State: state, Locks: prompt.New(prompt.SystemEnv()).LockProblem()}
	k.Running, k.Unknown = e.stillCounting(ctx)
	k.Index, _ = e.index() // without a directory there is none
	k.Config, _ = e.cachedConfig()
	m := e.machine()
	m.Home, _ = os.UserHomeDir()
	m.AskGo = func(ctx context.Context) (toolchain.Answer, error) {
		return askGo(ctx, e.dir.ModeFile(), program.WorkingFolder())
	}
	return m.Doctor(ctx, k)
}

// askGo asks the go command about the mode in a file. It runs no program from the workspace.
func askGo(ctx context.Context, modeFile string, workspace []string) (toolchain.Answer, error) {
	return toolchain.Ask(ctx, toolchain.Question{Env: os.Environ(), Workspace: workspace, ModeFile: modeFile})
}

// lineEnds escapes the line ends in names of files, which could look like results.
var lineEnds = strings.NewReplacer("\n", `\n`, "\r", `\r`)

// checkEnvironment checks the environment. The exit code is 1 if a check fails.
func checkEnvironment(ctx context.Context, e *env, args []string) error {
	f := flags("doctor")
	asJSON := f.Bool("json", false, "")
	if err := noArguments(f, args); err != nil {
		return err
	}
	checks := e.checks(ctx)
	if *asJSON {
		if err := e.printJSON(struct {
			Schema int `json:"schema"`
			doctor.Checks
		}{schema, checks}); err != nil {
			return err
		}
	} else {
		home, _ := os.UserHomeDir()
		for _, c := range checks.Short(home).Checks {
			mark, hint := "ok  ", ""
			if !c.OK {
				mark, hint = "FAIL", "\n      hint: "+lineEnds.Replace(*c.Hint)
			}
			if err := e.print(fmt.Sprintf("%s  %s: %s%s", mark, c.Code, lineEnds.Replace(c.Message), hint)); err != nil {
				return err
			}
		}
	}
	return failedIf(checks.Failed())
}

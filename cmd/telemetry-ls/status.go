package main

import (
	"context"
	"flag"
	"fmt"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/facts"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/status"
	"github.com/telemetry-ls/telemetry-ls/view"
)

// schema is the version of the --json output.
const schema = 1

func showStatus(_ context.Context, e *env, args []string) error {
	f := flags("status")
	asJSON := f.Bool("json", false, "")
	check := f.Bool("check", false, "")
	file := f.String("policy", "", "")
	err := noArguments(f, args)
	named := false
	f.Visit(func(given *flag.Flag) { named = named || given.Name == "policy" })
	switch {
	case err != nil:
		return err
	case named && *file == "": // an unset variable in a script must not pass the check
		return &usageError{problem: "status: --policy needs a file"}
	case *check:
		return checkPolicy(e, *file, *asJSON)
	case named:
		return &usageError{problem: "status: --policy needs --check"}
	}
	state := e.dir.Read()
	s := e.statusOf(state)
	if *asJSON {
		err = e.printStatus(s)
	} else {
		err = e.print(statusText(s))
	}
	if err != nil {
		return err
	}
	return failedIf(state.Unknown) // the status says why
}

func (e *env) printStatus(s status.Status) error {
	return e.printJSON(struct {
		Schema int `json:"schema"`
		status.Status
	}{schema, s})
}

// statusText returns the Status for a terminal.
func statusText(s status.Status) string {
	var b strings.Builder
	b.WriteString(s.Text)
	if s.ByDefault() {
		b.WriteString(" (default)")
	}
	b.WriteString("\n" + s.Meaning() + "\n")
	row := func(label string, value *string) {
		if value != nil {
			fmt.Fprintf(&b, "  %-14s %s\n", label, *value)
		}
	}
	row("since", s.Since)
	row("next report", s.NextReport)
	if next := s.Upload(); next.When != "" {
		row(strings.ToLower(next.Label), &next.When)
	}
	if s.Dir != "" {
		row("directory", &s.Dir)
	}
	if i := s.Policy(); i != nil && i.Policy != nil && i.Source != policy.Environment {
		wanted := i.Owner() + " " + i.Demand()
		row("policy", &wanted)
	}
	for _, p := range s.Problems {
		fmt.Fprintf(&b, "problem: %s\n   hint: %s\n", p.Message, p.Hint)
	}
	return b.String()
}

func setMode(ctx context.Context, e *env, args []string) error {
	f := flags("set")
	ifUnchosen := f.Bool("if-unchosen", false, "")
	rest, err := parse(f, args)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return &usageError{problem: "set needs one mode: on, local or off"}
	}
	m, err := mode.Parse(rest[0])
	if err != nil {
		return &usageError{problem: "set: " + err.Error()}
	}
	if err := e.refused(m, *ifUnchosen); err != nil {
		return err
	}
	change, err := mode.Writer{Dir: e.dir, Now: e.now}.Set(m, *ifUnchosen)
	if err != nil {
		return err
	}
	text := changeText(change, m, e.status())
	found, err := e.stillCounting(ctx)
	if err != nil {
		text += "Can't tell which running programs still count: " + err.Error() + "\n"
	}
	if names := status.Names(found.Programs); names != "" {
		text += "Still counting: " + names + "\n"
	}
	return e.print(text)
}

// refused returns why the machine's policy doesn't permit a switch. With ifUnchosen, there
// is none if a mode was chosen.
func (e *env) refused(m mode.Mode, ifUnchosen bool) error {
	if ifUnchosen && e.dir.Read().Chosen {
		return nil
	}
	return e.machine().Limits().Refuse(m)
}

// changeText says what a switch to m changed; s is the Status after it.
func changeText(c mode.Change, m mode.Mode, s status.Status) string {
	before := string(c.Before.Mode)
	if !c.Before.Chosen {
		before = "never chosen (" + before + ")"
	}
	switch {
	case c.Wrote && c.After.Mode == mode.On:
		return "Go telemetry: " + before + " -> on\n" + view.Notice() + "\n"
	case c.Wrote:
		return "Go telemetry: " + before + " -> " + string(c.After.Mode) + "\n" + s.Switched() + "\n"
	case c.After.Mode == m:
		return "Go telemetry is already " + string(m) + "; nothing changed\n"
	}
	return "Go telemetry is already set to " + string(c.After.Mode) + "; nothing changed\n"
}

// knownState returns the current state, or an error if it is unknown, for subcommands
// that must not take an unknown mode for local.
func (e *env) knownState() (mode.State, error) {
	state := e.dir.Read()
	if state.Unknown {
		return state, state.Problem
	}
	return state, nil
}

// status returns the current Status.
func (e *env) status() status.Status { return e.statusOf(e.dir.Read()) }

func (e *env) statusOf(state mode.State) status.Status {
	return e.statusWith(state, e.policies(), e.uploadsToCome(state))
}

func (e *env) statusWith(state mode.State, policies policy.Inputs, coming *upload.Preview) status.Status {
	weeks, _ := facts.Weeks(e.dir, index.NewHeaders(e.dir.Path()), 0)
	return e.machine().Status(state, facts.Costly{
		Unwritable: e.dir.Writable(),
		Weeks:      weeks,
		Preview:    coming,
		Policy:     policies,
		Delivering: true, // it was just read
	})
}

// uploadsToCome previews the next uploads, in mode on. It is nil if the telemetry
// directory is unknown: a Status doesn't need it.
func (e *env) uploadsToCome(state mode.State) *upload.Preview {
	if state.Mode != mode.On {
		return nil
	}
	ix, err := e.index()
	if err != nil {
		return nil
	}
	config, _ := e.cachedConfig()
	return e.machine().Uploads(ix, state, config)
}

package view

import (
	"github.com/telemetry-ls/telemetry-ls/internal/lazyregexp"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// Policy writes the page about policies: whether the mode conforms, what follows, and what
// each source says. s is the Status for in.
func Policy(s status.Status, in policy.Inputs) string {
	d := newPage()
	d.Heading(1, "Go telemetry: policy")
	d.Text(policyVerdict(s))
	if s.Account() != "" {
		d.Text("This holds for telemetry-ls as it runs here: " + markdown.Prose(s.Account()) + ".")
	}
	d.List(policyConsequences(s)...)
	d.Heading(2, "Sources")
	d.Text("The first source that says something counts.")
	d.Table(policySources(s, in))
	d.policyFaults(append([]policy.File{in.Machine}, in.Workspaces...))
	d.Heading(2, "In scripts")
	d.Text("`telemetry-ls status --check` compares the mode with the machine's policy or, if there is none, with the workspace's: exit code 0 if it conforms, 1 if not, 2 if a policy is invalid.")
	return d.String()
}

// policyVerdict says whether the mode conforms.
func policyVerdict(s status.Status) string {
	i := s.Policy()
	is := "The mode is " + modeWord(string(s.Mode))
	switch {
	case i == nil:
		return is + ". No policy applies here."
	case i.Policy == nil:
		return is + ". This machine's policy is invalid, so no mode conforms to it."
	case !s.ModeKnown():
		return "The mode is unknown. " + capital(i.Owner()) + " " + i.Demand() + "."
	case s.Intent.Conforms:
		return is + ", and " + i.Owner() + " " + i.Demand() + "."
	}
	return is + ", but " + i.Owner() + " " + i.Demand() + "."
}

// linkable matches URLs without characters that could be markup.
var linkable = lazyregexp.New(`^[A-Za-z0-9:/.?&=%#+,@-]+$`)

// policyURL returns a URL so that viewers make it a link, if the administrator wrote it.
func policyURL(from policy.Source, url string) string {
	if from == policy.Machine && linkable().MatchString(url) {
		return url
	}
	return markdown.Name(url)
}

// policyConsequences says why the strongest source wants something, and what follows.
func policyConsequences(s status.Status) []string {
	i := s.Policy()
	if i == nil || i.Policy == nil {
		return nil
	}
	var items []string
	if reason := i.Reason(); reason != "" {
		items = append(items, "Reason"+choose(i.Source == policy.Workspace, ", in the workspace's words", "")+": "+markdown.Prose(reason))
	}
	if url := i.URL(); url != "" {
		items = append(items, "More: "+policyURL(i.Source, url))
	}
	if s.ModeKnown() && !s.Intent.Conforms {
		items = append(items, "To conform, switch to "+modeWord(string(i.Policy.Target()))+": `go telemetry "+string(i.Policy.Target())+"`, or this editor's command for it.")
	}
	if i.Source != policy.Machine {
		return append(items, "It limits nothing: you can switch to every mode.")
	}
	if choices := i.Choices(); len(choices) < len(mode.All()) {
		items = append(items, "telemetry-ls switches only to "+policy.Alternatives(choices)+". The go command knows no policies.")
	}
	if i.Policy.Apply {
		items = append(items, "The language server applies it: it sets "+modeWord(string(i.Policy.Target()))+" if no mode was chosen or the chosen one isn't allowed, "+
			"unless that would collect or upload more.")
	}
	return items
}

// policySources lists what each source says, strongest first. The one that counts is bold.
func policySources(s status.Status, in policy.Inputs) *markdown.Table {
	t := markdown.NewTable("lll", "Source", "Says", "File")
	row := func(source policy.Source, says, file string) {
		name := string(source)
		if i := s.Policy(); i != nil && i.Source == source && i.File == file {
			name = "**" + name + "**"
		}
		t.Row(name, orNone(says), choose(file == "", "", markdown.Name(file)))
	}
	row(policy.Machine, fileSays(in.Machine), in.Machine.Path)
	for _, f := range in.Workspaces {
		row(policy.Workspace, fileSays(f), f.Path)
	}
	if len(in.Workspaces) == 0 {
		row(policy.Workspace, "", "")
	}
	row(policy.User, onlyUnchosen(s, in.Default), in.ConfigFile)
	row(policy.Environment, onlyUnchosen(s, in.EnvMode()), "")
	return t
}

// fileSays returns what a policy file says, for a table.
func fileSays(f policy.File) string {
	switch {
	case f.Invalid():
		return "invalid, see below"
	case f.Policy == nil:
		return ""
	}
	return (&policy.Intent{Policy: f.Policy}).Demand() + choose(f.Policy.Apply, ", applied", "")
}

// onlyUnchosen returns what a source says that counts while no mode was chosen.
func onlyUnchosen(s status.Status, m mode.Mode) string {
	if m == "" {
		return ""
	}
	return string(m) + choose(s.Chosen, " (a mode was chosen, so it doesn't count)", "")
}

// policyFaults lists what is wrong in the files.
func (p *page) policyFaults(files []policy.File) {
	var items []string
	for _, f := range files {
		if f.Err != nil {
			items = append(items, markdown.Name(f.Path)+": "+markdown.Prose(f.Err.Error()))
		}
		for _, issue := range f.Issues {
			items = append(items, markdown.Name(f.Path)+", "+markdown.Prose(issue.String()))
		}
	}
	if len(items) == 0 {
		return
	}
	p.Heading(2, "Problems")
	shown, left := first(items, maxProblems)
	p.List(shown...)
	p.andMore(left, "problem", "problems")
}

package status

import (
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// ModeKnown reports whether the mode file could be read.
func (s Status) ModeKnown() bool {
	return !s.Has(CodeUnreadable)
}

// ByDefault reports whether the mode is the default because none was chosen. It is
// false if the mode file can't be read.
func (s Status) ByDefault() bool {
	return !s.Chosen && s.Dir != "" && s.ModeKnown()
}

// Account says in which environment the mode applies: 'as ann on host web1, in a
// container'. It is "" if that is unknown.
func (s Status) Account() string { return s.account }

// Meaning returns a sentence about what the mode does on this machine.
func (s Status) Meaning() string {
	if !s.Supported {
		return "Go telemetry doesn't work on this platform: nothing is collected or uploaded."
	}
	return Meaning(s.Mode)
}

// Meaning returns a sentence or two about what m does on platforms with telemetry.
func Meaning(m mode.Mode) string {
	switch m {
	case mode.On:
		return "Go counts how you use its tools, keeps the counts on this machine and uploads the approved ones about once a week."
	case mode.Off:
		return "Programs that start now count nothing and upload nothing. " +
			"Those already running keep counting until they are restarted, or until their week ends at the latest. Data collected earlier stays."
	default:
		return "Go counts how you use its tools and keeps the counts on this machine. Nothing is uploaded."
	}
}

// tooltip returns the Markdown behind the status line.
func tooltip(s Status, f Facts) string {
	var p markdown.Page
	title := "**" + s.Text + "**"
	if s.ByDefault() {
		title += " (default)"
	}
	p.Text(title)
	p.Text(s.Meaning())
	if f.ThisWeek != "" {
		p.Text(f.ThisWeek)
	}
	var items []string
	item := func(label string, value *string) {
		if value != nil {
			items = append(items, label+": "+*value)
		}
	}
	item("Since", s.Since)
	item("Last upload", day(f.Weeks.LastUpload))
	if s.upload.When != "" {
		item(s.upload.Label, &s.upload.When)
	}
	item("Next local report", s.NextReport)
	if s.Dir != "" {
		dir := markdown.Code(s.Dir)
		item("Telemetry directory", &dir)
	}
	if s.account != "" {
		items = append(items, "Running "+markdown.Escape(s.account))
	}
	if !f.Delivering {
		items = append(items, "This file system doesn't report changes, so the mode shown may be up to 30 seconds old")
	}
	p.List(items...)
	s.WriteProblems(&p)
	return p.String()
}

// WriteProblems adds the problems of s, with their hints.
func (s Status) WriteProblems(p *markdown.Page) {
	for _, problem := range s.Problems {
		label := "**Problem:** "
		if problem.Code == CodePolicyDrift {
			label = "**Policy:** " // nothing is broken
		}
		p.Text(label + markdown.Escape(problem.Message))
		p.Text("*Hint:* " + markdown.Escape(problem.Hint))
	}
}

// Short returns what m does in a few words.
func Short(m mode.Mode) string {
	switch m {
	case mode.On:
		return "count, upload weekly"
	case mode.Off:
		return "count nothing"
	default:
		return "count, upload nothing"
	}
}

package status

import (
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// ByDefault reports whether Go acts as it does since no mode was chosen. Where the
// mode file cannot be read it is unknown.
func (s Status) ByDefault() bool {
	unreadable := slices.ContainsFunc(s.Problems, func(p Problem) bool { return p.Code == CodeUnreadable })
	return !s.Chosen && s.Dir != "" && !unreadable
}

// Meaning says in a sentence what the mode does on this machine.
func (s Status) Meaning() string {
	if !s.Supported {
		return "Go telemetry does not run on this platform: nothing is collected or uploaded."
	}
	return Meaning(s.Mode)
}

// Meaning says in a sentence or two what m does where telemetry runs.
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

// tooltip is the Markdown behind the status line.
func tooltip(s Status, delivering bool) string {
	var b strings.Builder
	b.WriteString("**" + s.Text + "**")
	if s.ByDefault() {
		b.WriteString(" (default)")
	}
	b.WriteString("\n\n" + s.Meaning() + "\n\n")
	item := func(label string, value *string) {
		if value != nil {
			b.WriteString("- " + label + ": " + *value + "\n")
		}
	}
	item("Since", s.Since)
	item("Next local report", s.NextReport)
	if s.upload.When != "" {
		item(s.upload.Label, &s.upload.When)
	}
	if s.Dir != "" {
		dir := markdown.Code(s.Dir)
		item("Telemetry directory", &dir)
	}
	if !delivering {
		b.WriteString("- This file system doesn't report changes, so the mode shown may be up to 30 seconds old\n")
	}
	for _, p := range s.Problems {
		b.WriteString("\n**Problem:** " + markdown.Escape(p.Message) + "\n\n*Hint:* " + markdown.Escape(p.Hint) + "\n")
	}
	return b.String()
}

// Short says in a few words what m does.
func Short(m mode.Mode) string {
	switch m {
	case mode.On:
		return "count, upload weekly"
	case mode.Off:
		return "count nothing"
	default:
		return "count, send nothing"
	}
}

package view

import (
	"fmt"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// Explanation is the page that tells what Go telemetry does on this machine, what is
// collected and what is uploaded. The programs of notFollowing still count although
// the mode is off; unknown is why they are unknown, nil where they are known.
func Explanation(s status.Status, notFollowing []running.Program, unknown error) string {
	var b strings.Builder
	b.WriteString("# Go telemetry on this machine\n\n")
	fmt.Fprintf(&b, "The mode is **%s**%s. %s\n\n", s.Mode, chosenText(s), s.Meaning())
	if names := status.Processes(notFollowing); names != "" {
		fmt.Fprintf(&b, "**Still counting:** %s. Restart them to stop that.\n\n", markdown.Prose(names))
	}
	if unknown != nil {
		fmt.Fprintf(&b, "**Unknown:** which running programs still count. %s.\n\n", markdown.Prose(unknown.Error()))
	}
	explainDates(&b, s)
	b.WriteString(modes)
	b.WriteString(collected)
	b.WriteString(words)
	b.WriteString(uploaded)
	b.WriteString(switching)
	for _, p := range s.Problems {
		fmt.Fprintf(&b, "\n**Problem:** %s  \n*Hint:* %s\n", markdown.Escape(p.Message), markdown.Escape(p.Hint))
	}
	return b.String()
}

func chosenText(s status.Status) string {
	switch {
	case s.Since != nil:
		return ", chosen on " + *s.Since
	case s.Chosen:
		return ", by the mode file"
	case s.ByDefault():
		return ", the default: no mode has been chosen"
	}
	return ""
}

func explainDates(b *strings.Builder, s status.Status) {
	if s.NextReport != nil {
		fmt.Fprintf(b, "- Next local report: week ending %s, made when the go command or gopls starts after that.\n", *s.NextReport)
	}
	if next := s.Upload(); next.When != "" {
		fmt.Fprintf(b, "- %s: %s.\n", next.Label, next.When)
	}
	if s.Dir != "" {
		fmt.Fprintf(b, "- All data is stored in %s.\n", markdown.Code(s.Dir))
	}
	b.WriteString("\n")
}

package view

import (
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// Explanation is the page that tells what Go telemetry does on this machine, what is
// collected and what is uploaded. The programs of notFollowing still count although
// the mode is off; unknown is why they are unknown, nil where they are known.
func Explanation(s status.Status, notFollowing []running.Program, unknown error) string {
	var p markdown.Page
	p.Heading(1, "Go telemetry on this machine")
	p.Text("The mode is **"+string(s.Mode)+"**"+chosenText(s)+".", s.Meaning())
	if names := status.Processes(notFollowing); names != "" {
		p.Text("**Still counting:** " + markdown.Prose(names) + ". Restart them to stop that.")
	}
	if unknown != nil {
		p.Text("**Unknown:** which running programs still count. " + markdown.Prose(unknown.Error()) + ".")
	}
	p.List(dates(s)...)
	explainModes(&p)
	explainCollected(&p)
	explainUploaded(&p)
	explainSwitching(&p)
	s.WriteProblems(&p)
	return p.String()
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

// dates says when what happens, and where the data is.
func dates(s status.Status) []string {
	var items []string
	if s.NextReport != nil {
		items = append(items, "Next local report: week ending "+*s.NextReport+", made when the go command or gopls starts after that.")
	}
	if next := s.Upload(); next.When != "" {
		items = append(items, next.Label+": "+next.When+".")
	}
	if s.Dir != "" {
		items = append(items, "All data is stored in "+markdown.Code(s.Dir)+".")
	}
	return items
}

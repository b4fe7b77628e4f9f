package view

import (
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// Explanation writes the page about what Go telemetry does on this machine, what it
// collects and what it uploads. The programs in notFollowing still count although the
// mode is off. If these programs are unknown, the error unknown says why.
func Explanation(s status.Status, notFollowing []running.Program, unknown error) string {
	var p markdown.Page
	p.Heading(1, "Go telemetry on this machine")
	p.Text("The mode is **"+string(s.Mode)+"**"+chosenText(s)+".", s.Meaning())
	if names := status.Processes(notFollowing); names != "" {
		p.Text("**Still counting:** " + markdown.Prose(names) + ". Restart them to stop this.")
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
		return ", set in the mode file"
	case s.ByDefault():
		return ", the default; you have not chosen a mode"
	}
	return ""
}

// dates returns the dates of the next report and upload, and the location of the data.
func dates(s status.Status) []string {
	var items []string
	if s.NextReport != nil {
		items = append(items, "Next local report: week ending "+*s.NextReport+", made when the go command or gopls next starts after it ends.")
	}
	if next := s.Upload(); next.When != "" {
		items = append(items, next.Label+": "+next.When+".")
	}
	if s.Dir != "" {
		items = append(items, "All data is stored in "+markdown.Code(s.Dir)+".")
	}
	return items
}

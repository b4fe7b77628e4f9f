package view

import (
	"github.com/telemetry-ls/telemetry-ls/doctor"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
)

// Doctor writes the page with the checks of the environment.
func Doctor(checks doctor.Checks) string {
	var p markdown.Page
	p.Heading(1, "Go telemetry: environment checks")
	items := make([]string, len(checks.Checks))
	for i, c := range checks.Checks {
		items[i] = "✓ " + c.Code + ": " + markdown.Escape(c.Message)
		if !c.OK {
			items[i] = "✗ **" + c.Code + "**: " + markdown.Escape(c.Message) + "  \n  *Hint:* " + markdown.Escape(*c.Hint)
		}
	}
	p.List(items...)
	return p.String()
}

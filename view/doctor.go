package view

import (
	"fmt"

	"github.com/telemetry-ls/telemetry-ls/doctor"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
)

// Doctor writes the page with the checks of the environment.
func Doctor(checks doctor.Checks) string {
	var p markdown.Page
	p.Heading(1, "Go telemetry: environment checks")
	items := make([]string, len(checks.Checks))
	failed := 0
	for i, c := range checks.Checks {
		items[i] = "✓ " + c.Code + ": " + markdown.Prose(c.Message)
		if !c.OK {
			failed++
			items[i] = "✗ **" + c.Code + "**: " + markdown.Prose(c.Message) + "  \n  *Hint:* " + markdown.Prose(*c.Hint)
		}
	}
	p.Text(choose(failed == 0, "All checks passed.", fmt.Sprintf("%d of %d checks failed.", failed, len(items))))
	p.List(items...)
	return p.String()
}

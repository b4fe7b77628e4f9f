package view

import (
	"fmt"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// Doctor is the page with the checks of the environment.
func Doctor(checks status.Checks) string {
	var b strings.Builder
	b.WriteString("# Go telemetry: checks of the environment\n\n")
	for _, c := range checks.Checks {
		if c.OK {
			fmt.Fprintf(&b, "- ✓ %s: %s\n", c.Code, markdown.Escape(c.Message))
			continue
		}
		fmt.Fprintf(&b, "- ✗ **%s**: %s  \n  *Hint:* %s\n", c.Code, markdown.Escape(c.Message), markdown.Escape(*c.Hint))
	}
	return b.String()
}

package view

import (
	"fmt"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// CounterFacts is what is known about a counter that Go source names.
type CounterFacts struct {
	Name    string
	Stack   bool
	Running []counters.RunningCount // in the weeks that are not over
	// ConfigVersion is that of the cached upload config, "" for none; ApprovedBy
	// are the programs for which it approves the counter.
	ConfigVersion string
	ApprovedBy    []string
	Mode          mode.Mode
}

// HoverCounter tells about a counter: what was counted on this machine this week,
// and whether it may be uploaded.
func HoverCounter(f CounterFacts) string {
	var b strings.Builder
	kind := "Counter"
	if f.Stack {
		kind = "Stack counter"
	}
	fmt.Fprintf(&b, "%s %s\n\n", kind, markdown.Code(f.Name))
	switch {
	case len(f.Running) > 0:
		var parts []string
		for _, r := range f.Running {
			parts = append(parts, fmt.Sprintf("%d by %s", r.Count, markdown.Code(r.Program)))
		}
		fmt.Fprintf(&b, "This week on this machine: %s.\n\n", strings.Join(parts, ", "))
	case f.Mode == mode.Off:
		b.WriteString("This week on this machine: not counted; Go telemetry is off.\n\n")
	default:
		b.WriteString("This week on this machine: not counted yet.\n\n")
	}
	switch {
	case f.ConfigVersion == "":
		b.WriteString("Whether it may be uploaded is not known: no upload config is in the module cache.")
	case len(f.ApprovedBy) == 0:
		fmt.Fprintf(&b, "Not approved for upload (upload config %s): it stays on this machine.", markdown.Escape(f.ConfigVersion))
	default:
		var programs []string
		for _, p := range f.ApprovedBy {
			programs = append(programs, markdown.Code(p))
		}
		fmt.Fprintf(&b, "Approved for upload in %s (upload config %s); sent only in mode on.", strings.Join(programs, ", "), markdown.Escape(f.ConfigVersion))
	}
	return b.String()
}

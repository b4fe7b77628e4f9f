package view

import (
	"fmt"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// CounterFacts is what is known about a counter in Go source.
type CounterFacts struct {
	Name    string
	Stack   bool
	Running []summary.RunningCount // in weeks that have not ended
	// Config names the cached upload config, or is "". ApprovedBy are the programs
	// for which it approves the counter. Stale means that a newer one may exist.
	Config     string
	ApprovedBy []string
	Stale      bool
	Mode       mode.Mode
}

// HoverCounter returns the hover of a counter: its value on this machine this week,
// and whether it can be uploaded.
func HoverCounter(f CounterFacts) string {
	var p markdown.Page
	p.Text(choose(f.Stack, "Stack counter ", "Counter ") + markdown.Code(f.Name))
	p.Text(f.thisWeek())
	stale := f.Config != "" && f.Stale
	p.Text(f.approval(), choose(stale, "The upload config may be out of date, and Go uses the latest version when it uploads. Open the upload preview to update it.", ""))
	return p.String()
}

// thisWeek returns the counts of the weeks that have not ended.
func (f CounterFacts) thisWeek() string {
	const here = "This week on this machine: "
	switch {
	case len(f.Running) > 0:
		var parts []string
		for _, r := range f.Running {
			parts = append(parts, fmt.Sprintf("%d by %s", r.Count, markdown.Code(r.Program)))
		}
		return here + strings.Join(parts, ", ") + "."
	case f.Mode == mode.Off:
		return here + "not counted; Go telemetry is off."
	}
	return here + "not counted yet."
}

// approval says whether the counter can be uploaded, by which upload config.
func (f CounterFacts) approval() string {
	list := "according to upload config " + markdown.Prose(f.Config)
	switch {
	case f.Config == "":
		return "The upload config isn't on this machine, so telemetry-ls can't tell whether it may be uploaded."
	case len(f.ApprovedBy) == 0:
		return "Not approved for upload " + list + ": it stays on this machine."
	}
	var programs []string
	for _, p := range f.ApprovedBy {
		programs = append(programs, markdown.Code(p))
	}
	return fmt.Sprintf("Approved for upload in %s, %s. Uploaded only in mode on.", strings.Join(programs, ", "), list)
}

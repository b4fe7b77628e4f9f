// Package pages declares the pages: the Markdown texts about telemetry that the command
// telemetry-ls.open and the editors show. A document, in contrast, is a file that is
// open in an editor.
//
// Start reading at [All] in table.go. It is the source of the values of the command's
// argument, the URIs that the server serves, VS Code's palette, the words of
// :GoTelemetry, their help, and the tables in the documentation.
package pages

import (
	"context"
	"slices"
	"time"

	"github.com/telemetry-ls/telemetry-ls/counters/housekeeping"
	"github.com/telemetry-ls/telemetry-ls/counters/summary"
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/doctor"
	"github.com/telemetry-ls/telemetry-ls/policy"
	"github.com/telemetry-ls/telemetry-ls/running"
	"github.com/telemetry-ls/telemetry-ls/status"
)

// Page declares one page.
type Page struct {
	Name    string   // as in go-telemetry:///NAME.md
	Aliases []string // older names, which stay valid
	Title   string   // for a palette, in title case
	Doc     string   // what the page shows: one sentence that begins with a verb
	Live    bool     // whether the server updates the open page when the data changes
	Editor  Editor
	// Render returns the page in Markdown.
	Render func(context.Context, Source) (string, error)
}

// Editor is how the editors offer a page.
type Editor struct {
	Needs   string // the last part of the ID of the server command that it requires
	Command string // VS Code's ID without "goTelemetry."; "" for "show" and the name
	Icon    string // VS Code's icon
	Menu    bool   // whether the menu of VS Code's status bar item lists it
	Word    string // the word of :GoTelemetry; "" for the name
}

// Source provides the data that the pages show.
type Source interface {
	Now() time.Time
	Status() status.Status
	// Policies returns what can want a mode.
	Policies() policy.Inputs
	// StillCounting returns the programs that count although the mode is off.
	StillCounting(context.Context) (running.Programs, error)
	Checks(context.Context) (doctor.Checks, error)
	Summary(context.Context) (*summary.Summary, error)
	// Preview covers the weeks that the preview page shows; Uploads covers all weeks.
	Preview(context.Context) (*upload.Preview, error)
	Uploads(context.Context) (*upload.Preview, error)
	DebugLog() upload.DebugLog
	Files(context.Context) (*housekeeping.Listing, error)
}

// Find returns the page with a name or alias.
func Find(name string) (Page, bool) {
	all := All()
	i := slices.IndexFunc(all, func(p Page) bool { return p.Name == name || slices.Contains(p.Aliases, name) })
	if i < 0 {
		return Page{}, false
	}
	return all[i], true
}

// Names lists the names of all pages, each followed by its aliases.
func Names() []string {
	var names []string
	for _, p := range All() {
		names = append(append(names, p.Name), p.Aliases...)
	}
	return names
}

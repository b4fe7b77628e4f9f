package view

import (
	"path"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

// debugLog writes the end of the uploader's log, or how to make Go keep one.
func (p *page) debugLog(v *upload.Preview, log upload.DebugLog) {
	p.Heading(2, "Log of Go's uploader")
	switch {
	case log.Problem != nil:
		p.Text("The log can't be shown: " + markdown.Prose(log.Problem.Error()) + ".")
	case !log.Exists:
		p.Text("Go keeps no log of its uploads. To turn the log on, create the directory " + markdown.Name(log.Dir) + ". To turn it off, delete the directory.")
	case log.File == "":
		p.Text("The log is on, but Go has written nothing to it yet. " +
			choose(v.Mode == string(mode.Off), "In mode off, Go's uploader does not run.", "Go's uploader runs "+uploadStart+", at most once in 24 hours."))
	default:
		p.Text("The log is on. " + choose(log.Cut, "The last "+quantity.Count(len(log.Lines), "line", "lines"), "The text") +
			" of " + markdown.Name(path.Join("debug", log.File)) + ", last written on " + moment(log.Modified) + ":")
		p.Block(log.Lines)
		p.Text("Paths outside the telemetry directory are shortened. To turn the log off, delete the directory " + markdown.Name(log.Dir) + ".")
	}
}

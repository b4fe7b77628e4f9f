package view

import (
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
)

// config names the list that the verdicts of a preview rest on.
func (v *previewView) config() {
	if v.Config == nil {
		v.Text("The upload config isn't on this machine, so telemetry-ls can't tell which counters would be uploaded. "+
			"It is the public list of approved counters, the module `golang.org/x/telemetry/config`, which Go downloads before an upload.",
			"telemetry-ls downloads it in mode on, or after you agree. By hand: `go mod download golang.org/x/telemetry/config@latest`.")
		return
	}
	source := "from the module cache"
	if v.Config.Source == uploadconfig.FromDownload {
		source = "just downloaded"
	}
	v.Text("Approved counters are those in the upload config, a public list: here version "+markdown.Prose(v.Config.Label())+", "+source+".",
		choose(v.Config.Stale, "It may be out of date.", ""), "Go uploads by the latest version.")
}

// restsOn says which list a verdict rests on, where Go may decide by another. A
// report that waits was made by one already.
func (v *previewView) restsOn(w *upload.Week) {
	if v.Config == nil || !v.Config.Stale || w.State == weeks.Sent || w.State == weeks.Ready {
		return
	}
	v.Text("This is according to upload config " + markdown.Prose(v.Config.Label()) + ", which may be out of date.")
}

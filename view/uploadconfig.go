package view

import (
	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/counters/weeks"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
)

// config names the upload config behind the verdicts of a preview.
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
		choose(v.Config.Stale, "It may be out of date.", ""), "Go uses the latest version when it uploads.")
}

// restsOn names the upload config behind a verdict if Go may use another version. A
// waiting report was already made with one.
func (v *previewView) restsOn(w *upload.Week) {
	if v.Config == nil || !v.Config.Stale || w.State == weeks.Sent || w.State == weeks.Ready {
		return
	}
	v.Text("This is according to upload config " + markdown.Prose(v.Config.Label()) + ", which may be out of date.")
}

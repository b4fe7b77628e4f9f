package view

import (
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/upload"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
	"github.com/telemetry-ls/telemetry-ls/internal/quantity"
	"github.com/telemetry-ls/telemetry-ls/mode"
)

const (
	goCommand     = "cmd/go"
	maxToolchains = 3
	maxUnlisted   = 12 // programs
)

// toolchainUnlisted says that nothing of a Go version in use is uploaded, if the upload
// config doesn't list that version.
func (p *page) toolchainUnlisted(v *upload.Preview) {
	if v.Mode != string(mode.On) || v.Config == nil {
		return
	}
	var sentences []string
	for _, b := range v.Uploads.Unlisted {
		if b.Program == goCommand && b.Toolchain() {
			sentences = append(sentences, "**"+unlistedGo(v.Config, &b)+"**")
		}
	}
	if len(sentences) == 0 {
		return
	}
	shown, left := first(sentences, maxToolchains)
	p.Text(append(shown, choose(v.Config.Stale, "The upload config on this machine may be out of date.", ""))...)
	p.andMore(left, "Go version", "Go versions")
}

func unlistedGo(c *upload.ConfigUsed, b *upload.UnlistedBuild) string {
	config := "upload config " + markdown.Prose(c.Version)
	if c.Date != nil {
		config = "the upload config of " + markdown.Prose(*c.Date)
	}
	if b.GoVersion == upload.Devel {
		return "Your Go is a development or customized build, which " + config + " doesn't list, so nothing of its toolchain is uploaded."
	}
	return "Your Go " + markdown.Prose(strings.TrimPrefix(b.GoVersion, "go")) + " is not in " + config +
		choose(b.Newer, " yet", "") + ", so nothing of its toolchain is uploaded."
}

// unlisted lists the other programs that count but of which nothing is uploaded.
func (p *page) unlisted(v *upload.Preview) {
	if v.Mode != string(mode.On) || v.Config == nil {
		return
	}
	said := map[string]bool{} // Go versions
	for _, b := range v.Uploads.Unlisted {
		said[b.GoVersion] = said[b.GoVersion] || b.Program == goCommand && b.Toolchain()
	}
	var items, unknown []string
	for _, b := range v.Uploads.Unlisted {
		name := orNone(markdown.Prose(b.Program))
		switch {
		case b.Toolchain() && said[b.GoVersion]:
		case b.Reason == uploadconfig.ProgramNotApproved:
			unknown = append(unknown, name)
		case b.Reason == uploadconfig.VersionNotApproved:
			items = append(items, name+" "+orNone(markdown.Prose(b.Version))+": this version is not in the upload config.")
		case b.Reason == uploadconfig.GoVersionNotApproved:
			items = append(items, name+" "+orNone(markdown.Prose(b.Version))+", built with "+orNone(markdown.Prose(b.GoVersion))+": this Go version is not in the upload config.")
		}
	}
	if unknown = slices.Compact(unknown); len(unknown) > 0 {
		shown, left := first(unknown, maxUnlisted)
		items = append(items, "Not in the upload config at all: "+strings.Join(shown, ", ")+choose(left > 0, " and "+quantity.Number(uint64(left))+" more", "")+".")
	}
	if len(items) == 0 {
		return
	}
	p.Heading(2, "Programs of which nothing is uploaded")
	p.Text("These programs count on this machine, but upload config " + markdown.Prose(v.Config.Label()) + " doesn't approve their counters:")
	shown, left := last(items, maxUnlisted)
	p.List(shown...)
	p.andMore(left, "program", "programs")
}

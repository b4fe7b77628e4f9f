package upload

import (
	"go/version"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// Devel is the version that Go records for a development build or a customized build.
const Devel = "devel"

// RecordedGo returns what programs record as the version of a Go release that calls itself
// that. It is [Devel] for everything that is not an original release.
func RecordedGo(release string) string {
	if strings.Contains(release, "devel") || strings.Contains(release, "-") || !version.IsValid(release) {
		return Devel
	}
	return release
}

// UnlistedGo says that an upload config doesn't list a recorded Go version, and whether that
// may change.
func UnlistedGo(c *uploadconfig.Config, release string) (message, hint string) {
	label := c.Label()
	switch {
	case release == Devel:
		return "Go uploads no counters of a development or customized build of Go, which upload config " + label + " doesn't list",
			"no action is needed: only counters of released Go versions are uploaded"
	case c.MayComeToList(release):
		return "Go uploads no counters of " + release + ", which is not in upload config " + label + " yet",
			"no action is needed: the Go team adds new releases to the upload config"
	}
	return "Go uploads no counters of " + release + ", which is not in upload config " + label,
		"no action is needed: only counters of the Go versions in the upload config are uploaded"
}

// checkRelease checks whether the upload config approves anything that the current
// toolchain counts. It approves nothing from a Go release that is too new.
func (p *previewer) checkRelease() {
	latest := p.latestWeeks()["cmd/go"]
	if latest == "" {
		return
	}
	if release := p.unlisted(p.files[latest].builds); release != "" {
		message, hint := UnlistedGo(p.opt.Config, release)
		p.block(Blocker{Code: UnlistedRelease, Message: message, Hint: hint})
	}
}

// unlisted returns the latest Go release among the builds of the go command if none of
// these builds is approved; "" if one is.
func (p *previewer) unlisted(builds []counterfile.Build) string {
	if p.opt.Config == nil {
		return ""
	}
	release := ""
	for _, b := range builds {
		switch {
		case b.Program != "cmd/go":
		case p.opt.Config.Withholds(b) == "":
			return ""
		default:
			release = max(release, plainjson.ValidText(b.GoVersion))
		}
	}
	return release
}

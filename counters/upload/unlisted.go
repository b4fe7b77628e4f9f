package upload

import (
	"cmp"
	"go/version"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// UnlistedBuild is a program that counts, but of which Go uploads nothing, because the
// upload config doesn't list it, its version, or the Go version that built it.
type UnlistedBuild struct {
	Program   string `json:"program"`   // the program's import path
	Version   string `json:"version"`   // the program's version
	GoVersion string `json:"goVersion"` // the Go release that built it
	Reason    string `json:"reason"`    // what is not listed: a fixed word for programs, as in withheld
	Newer     bool   `json:"newer"`     // a later upload config may list the Go release: it is newer than all of its series that this one lists
}

// findUnlisted finds the programs of which Go uploads nothing. For each program, only the
// latest week with counter files matters: an older version may be in use no more.
func (p *previewer) findUnlisted() {
	c := p.opt.Config
	if c == nil {
		return
	}
	latest := p.latestWeeks()
	for day, files := range p.files {
		for _, b := range files.builds {
			if latest[b.Program] != day {
				continue
			}
			reason := c.Withholds(b)
			if reason == "" {
				continue
			}
			p.uploads.Unlisted = append(p.uploads.Unlisted, UnlistedBuild{
				plainjson.ValidText(b.Program), plainjson.ValidText(b.Version), plainjson.ValidText(b.GoVersion),
				reason, c.MayComeToList(b.GoVersion),
			})
		}
	}
	slices.SortFunc(p.uploads.Unlisted, func(a, b UnlistedBuild) int {
		return cmp.Or(strings.Compare(a.Program, b.Program), version.Compare(b.GoVersion, a.GoVersion), strings.Compare(b.Version, a.Version),
			strings.Compare(b.GoVersion, a.GoVersion))
	})
	// Builds for several platforms differ in nothing that an upload config lists.
	p.uploads.Unlisted = slices.Compact(p.uploads.Unlisted)
}

// latestWeeks returns the latest week with counter files of each program.
func (p *previewer) latestWeeks() map[string]string {
	latest := map[string]string{}
	for day, files := range p.files {
		for _, b := range files.builds {
			latest[b.Program] = max(latest[b.Program], day)
		}
	}
	return latest
}

// Toolchain reports whether the build is part of the Go toolchain, whose programs have the
// version of the toolchain.
func (b *UnlistedBuild) Toolchain() bool {
	return strings.HasPrefix(b.Program, "cmd/") && b.Version == b.GoVersion
}

package upload

import (
	"github.com/telemetry-ls/telemetry-ls/counters/counterfile"
	"github.com/telemetry-ls/telemetry-ls/counters/index"
	"github.com/telemetry-ls/telemetry-ls/counters/uploadconfig"
)

// The reasons for counters that a report on disk lacks although the upload config
// approves them.
const (
	// NotSampled is the reason if the report was made with that upload config, which
	// approves the counter for a random sample of reports.
	NotSampled = "not-sampled"
	// NotInReport is the reason if Go may have used another upload config.
	NotInReport = "not-in-report"
)

// compare finds the counters of the local report that the report of w leaves out, and why.
func (p *previewer) compare(w *Week, local *index.Report) {
	config, own := p.configOf(w.Report.Config)
	if config != nil {
		w.JudgedBy = new(config.Version)
	}
	for _, t := range local.Programs {
		in := w.Report.build(t.Build)
		for _, n := range t.Counts {
			if !in.has(n.Name) {
				w.withhold(t.Build, n, reasonFor(config, own, t.Build, n))
			}
		}
	}
}

// configOf returns the upload config with which Go made a report. If that version is not
// on this machine, it returns the one in use, which may approve other counters.
func (p *previewer) configOf(version string) (c *uploadconfig.Config, own bool) {
	if c = p.opt.Config; c != nil && c.Version == version {
		return c, true
	}
	c, known := p.configs[version]
	if !known {
		c, _ = uploadconfig.CachedVersion(p.opt.ModCache, version)
		p.configs[version] = c
	}
	if c != nil {
		return c, true
	}
	return p.opt.Config, false
}

// build returns the part about a build; nil if the report has none.
func (r *Report) build(b counterfile.Build) *ProgramReport {
	for _, p := range r.Programs {
		if p != nil && (counterfile.Build{Program: p.Program, Version: p.Version, GoVersion: p.GoVersion, GOOS: p.GOOS, GOARCH: p.GOARCH}) == b {
			return p
		}
	}
	return nil
}

// has reports whether the part of a report has a counter. p may be nil.
func (p *ProgramReport) has(name string) bool {
	if p == nil {
		return false
	}
	_, counter := p.Counters[name]
	_, stack := p.Stacks[name]
	return counter || stack
}

// reasonFor returns why a report made with the upload config c, or with another one if
// own is not set, lacks a counter. c may be nil.
func reasonFor(c *uploadconfig.Config, own bool, b counterfile.Build, n index.Count) string {
	if c == nil {
		return NotInReport
	}
	if reason := c.Withholds(b); reason != "" {
		return reason
	}
	rate, reason := c.Rate(b.Program, n.Name)
	switch {
	case reason != "":
		return reason
	case own && rate < 1:
		return NotSampled
	}
	return NotInReport
}

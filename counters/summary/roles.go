package summary

import "strings"

// The roles of a [Chart]: what it says about a program.
const (
	RunsRole      = "runs"      // how often the program ran
	UsesRole      = "uses"      // what the runs were for: subcommands of the go command, editors of gopls
	FeaturesRole  = "features"  // what else people did, and what went wrong
	LatencyRole   = "latency"   // how long something took: a histogram
	FlagsRole     = "flags"     // the flags and settings given
	InternalsRole = "internals" // the environment and the inner workings of the program
)

// role returns the role of a chart of a program. A chart of both runs and uses has the
// role uses.
func (k *knownProgram) role(c *Chart) string {
	switch {
	case c.Name == k.uses && k.uses != "":
		return UsesRole
	case c.Name == k.runs && k.runs != "":
		return RunsRole
	case strings.HasSuffix(c.Name, "latency") && c.Kind == Histogram:
		return LatencyRole
	case isFlags(c.Name):
		return FlagsRole
	case isInternal(c.Name):
		return InternalsRole
	}
	return FeaturesRole
}

// isFlags reports whether a chart counts flags or settings. The buckets of
// go/build/flag/buildmode are values of a flag.
func isFlags(chart string) bool {
	switch chart {
	case "govulncheck/scan", "govulncheck/format", "govulncheck/show":
		return true
	}
	return strings.HasSuffix(chart, "/flag") || strings.Contains(chart, "/flag/") || strings.HasPrefix(chart, "gopls/setting/")
}

// isInternal reports whether a chart counts what a program found, not what people did.
func isInternal(chart string) bool {
	switch chart {
	case "go/cgo", "go/goexperiment", "go/goroot", "go/mode", "go/platform", "go/vcs",
		"gopls/gopackagesdriver", "gopls/gotoolchain", "gopls/goversion", "gopls/nocache",
		"govulncheck/assumptions":
		return true
	}
	for _, prefix := range [...]string{"go/buildcache/", "go/platform/", "go/toolchain/", "gopls/telemetryprompt/"} {
		if strings.HasPrefix(chart, prefix) {
			return true
		}
	}
	return false
}

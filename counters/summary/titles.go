package summary

import (
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/plainjson"
)

// Title describes a chart in plain English. It returns the name of a chart that has no
// title.
func Title(chart string) string {
	i, known := slices.BinarySearchFunc(titles, chart, func(t struct{ chart, title string }, chart string) int {
		return strings.Compare(t.chart, chart)
	})
	if known {
		return titles[i].title
	}
	for _, p := range patterns {
		middle, before := strings.CutPrefix(chart, p.prefix)
		middle, after := strings.CutSuffix(middle, p.suffix)
		if before && after && middle != "" {
			return strings.ReplaceAll(p.title, "%", plainjson.ValidText(middle))
		}
	}
	return plainjson.ValidText(chart)
}

// patterns are the titles of families of charts. % stands for the text between prefix
// and suffix. The first match wins.
var patterns = []struct{ prefix, suffix, title string }{
	{"go/platform/host/", "/major-version", "Host system: major version of %"},
	{"go/platform/host/", "/version", "Host system: version of %"},
	{"go/platform/host/", "/build", "Host system: build of %"},
	{"go/platform/target/", "", "Target platform: %"},
	{"go/", "/flag/buildmode", "go %: build mode"},
	{"go/", "/flag", "go %: flags given"},
	{"gopls/", "/error-latency", "gopls: time until % failed"},
	{"gopls/", "/latency", "gopls: time for %"},
	{"gopls/setting/", "", "gopls setting %"},
	{"gopls/cmd/", "", "gopls commands: %"},
	{"", "/invocations", "%: times run"},
	{"", "/flag", "%: flags given"},
}

// titles are the titles of the charts in the upload config, and of well-known charts
// that stay on this machine. They are sorted by chart. This is a slice because a map of
// this size would be built at each start of the program.
var titles = []struct{ chart, title string }{
	{"compile/bug", "Go compiler: internal errors"},
	{"compile/invocations", "Go compiler: times run"},
	{"crash/crash", "Crashes"},
	{"crash/malformed", "Crashes whose stack could not be read"},
	{"crash/no-running-goroutine", "Crashes without a running goroutine"},
	{"delve/bug", "Delve: internal errors"},
	{"go/build/flag", "go build: flags given"},
	{"go/build/flag/buildmode", "go build: build mode"},
	{"go/buildcache/hit", "Build cache: packages found"},
	{"go/buildcache/miss", "Build cache: packages rebuilt"},
	{"go/buildcache/stdlib-recompiled", "Build cache: standard library recompiled"},
	{"go/cgo", "Builds with and without cgo"},
	{"go/errors", "go command: kinds of errors"},
	{"go/flag", "go command: flags before the subcommand"},
	{"go/goexperiment", "GOEXPERIMENT values set"},
	{"go/goroot", "Where Go is installed"},
	{"go/invocations", "go command: times run"},
	{"go/mode", "Modules, workspaces or GOPATH"},
	{"go/platform", "Host system: unknown version"},
	{"go/platform/target/goarch", "Target platform: architecture"},
	{"go/platform/target/goos", "Target platform: system"},
	{"go/platform/target/port", "Target platform: system and architecture"},
	{"go/subcommand", "go command: subcommands"},
	{"go/toolchain/select-exec", "Go toolchain chosen by go.mod"},
	{"go/toolchain/switch-exec", "Go toolchain switched during a command"},
	{"go/vcs", "Version control of fetched modules"},
	{"gopls/bug", "gopls: internal errors"},
	{"gopls/changesig", "gopls: signatures changed"},
	{"gopls/client", "gopls: editors"},
	{"gopls/client-other", "gopls: other editors"},
	{"gopls/cmd/source", "gopls: where vulnerability checks were started"},
	{"gopls/completion/len", "gopls: suggestions per completion"},
	{"gopls/completion/used", "gopls: completions accepted"},
	{"gopls/extract", "gopls: code extracted"},
	{"gopls/gopackagesdriver", "gopls: sessions with a custom packages driver"},
	{"gopls/gotoolchain", "gopls: GOTOOLCHAIN setting"},
	{"gopls/goversion", "gopls: Go versions used with it"},
	{"gopls/inline", "gopls: calls and variables inlined"},
	{"gopls/interactive/command", "gopls: interactive commands"},
	{"gopls/mcp", "gopls: MCP servers attached to an editor session"},
	{"gopls/mcp-headless", "gopls: MCP servers without an editor"},
	{"gopls/mcp-tool", "gopls: MCP tools called"},
	{"gopls/nocache", "gopls: starts without a file cache"},
	{"gopls/rename", "gopls: identifiers renamed"},
	{"gopls/renamekind", "gopls: packages renamed"},
	{"gopls/setting/codelens/vulncheck", "gopls setting codelens.vulncheck"},
	{"gopls/setting/codelenses/vulncheck", "gopls setting codelenses.vulncheck"},
	{"gopls/structtags", "gopls: struct tags added and removed"},
	{"gopls/telemetryprompt/accepted", "gopls: telemetry questions answered yes"},
	{"gopls/telemetryprompt/attempts", "gopls: telemetry questions asked"},
	{"gopls/telemetryprompt/corrupted", "gopls: unreadable record of the telemetry question"},
	{"gopls/telemetryprompt/declined", "gopls: telemetry questions answered no"},
	{"gopls/telemetryprompt/expired", "gopls: telemetry questions not answered"},
	{"gopls/vulncheck-prompt/choice", "gopls: answers to the offer of a vulnerability check"},
	{"gopls/vulncheck-prompt/upgrade", "gopls: upgrades of vulnerable modules"},
	{"govulncheck/assumptions", "govulncheck: assumptions that failed"},
	{"govulncheck/format", "govulncheck: output formats"},
	{"govulncheck/mode", "govulncheck: what was scanned"},
	{"govulncheck/scan", "govulncheck: depth of scans"},
	{"govulncheck/show", "govulncheck: details shown"},
	{"pack/op", "go tool pack: operations"},
	{"vscode-go/command/trigger", "VS Code: tool commands started"},
	{"vscode-go/tool/usage", "VS Code: tools used"},
}

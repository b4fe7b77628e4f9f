package summary

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/printable"
)

// maxName is the most bytes of a name in a text: some names contain what was typed.
const maxName = 60

// useName returns what people call a bucket of the chart with the uses of a program.
func useName(program, bucket string) string {
	switch program {
	case "cmd/go":
		bucket = subcommand(bucket)
	case "golang.org/x/tools/gopls":
		bucket = editor(bucket)
	}
	if bucket = printable.Line(bucket, maxName); bucket == "" {
		return "unnamed"
	}
	return bucket
}

// subcommand returns a subcommand as it was typed. The go command joins its words with
// hyphens. It records the arguments of go help verbatim, and this leaves them out.
func subcommand(bucket string) string {
	switch first, rest, _ := strings.Cut(bucket, "-"); {
	case bucket == "unknown":
		return "unknown command"
	case first == "help" || rest == "help" || strings.HasPrefix(rest, "help-"):
		return "help"
	}
	return strings.Replace(bucket, "-", " ", 1)
}

// askRank puts subcommands that only ask for something after the others. Editors and
// scripts run them often, people seldom.
func askRank(use string) int {
	switch use {
	case "env", "help", "list", "telemetry", "tool", "version", "unknown command":
		return 1
	}
	return 0
}

// editor returns the name of a client in gopls/client.
func editor(bucket string) string {
	switch bucket {
	case "antigravity":
		return "Antigravity"
	case "claude":
		return "Claude Code"
	case "cursor":
		return "Cursor"
	case "eglot":
		return "Eglot"
	case "helix":
		return "Helix"
	case "neovim":
		return "Neovim"
	case "other":
		return "other clients"
	case "sublimetext":
		return "Sublime Text"
	case "vscode":
		return "VS Code"
	case "vscode-insiders":
		return "VS Code Insiders"
	case "vscodium":
		return "VSCodium"
	case "windsurf":
		return "Windsurf"
	case "zed":
		return "Zed"
	}
	return bucket
}

// operation returns the operation that a chart such as gopls/completion/latency
// measures.
func operation(chart string) string {
	name := strings.TrimSuffix(chart, "/latency")
	return printable.Line(name[strings.LastIndexByte(name, '/')+1:], maxName)
}

// latency returns the bound of a latency. The last bucket of gopls, <24h, begins at 5 s.
func latency(bucket string) string {
	if bucket == "<24h" {
		return ">5s"
	}
	return bucket
}

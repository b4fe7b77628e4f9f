package deps

import "maps"

// mayImport lists, for each package of the module, which others it may import.
// ARCHITECTURE.md draws the main imports. Test files may import more. The test also fails
// for an allowed import that no file uses.
var mayImport = map[string][]string{
	"cmd/telemetry-ls":          {"account", "counters/housekeeping", "counters/index", "counters/problem", "counters/summary", "counters/upload", "counters/uploadconfig", "dashboard", "doctor", "facts", "fleet", "internal/atomicfile", "internal/hint", "internal/markdown", "internal/owner", "internal/printable", "internal/program", "internal/quantity", "lint", "lint/check", "lint/exclude", "mode", "pages", "policy", "prompt", "running", "server", "status", "toolchain", "view"},
	"server":                    {"commands", "config", "counters/housekeeping", "counters/index", "counters/summary", "counters/upload", "counters/uploadconfig", "doctor", "facts", "internal/hint", "internal/lazyregexp", "internal/lsprpc", "internal/markdown", "internal/owner", "internal/printable", "internal/process", "internal/program", "lint", "lint/exclude", "lint/gosource", "mode", "pages", "policy", "prompt", "running", "settings", "status", "toolchain", "view"},
	"commands":                  {"counters/housekeeping", "counters/summary", "counters/upload", "doctor", "internal/declare", "mode", "pages", "running", "status"},
	"pages":                     {"counters/housekeeping", "counters/summary", "counters/upload", "doctor", "policy", "running", "status", "view"},
	"status":                    {"counters/counterfile", "counters/upload", "internal/hint", "internal/markdown", "mode", "policy", "running"},
	"view":                      {"counters/counterfile", "counters/housekeeping", "counters/problem", "counters/summary", "counters/upload", "counters/uploadconfig", "counters/weeks", "doctor", "internal/lazyregexp", "internal/markdown", "internal/quantity", "mode", "policy", "running", "status"},
	"config":                    {"internal/access", "internal/atomicfile", "internal/declare", "internal/hint", "internal/owner", "internal/smallfile", "mode"},
	"account":                   {"internal/printable", "internal/smallfile"},
	"doctor":                    {"counters/housekeeping", "counters/upload", "counters/uploadconfig", "homes", "internal/filesystem", "internal/hint", "internal/quantity", "mode", "policy", "running", "status", "toolchain"},
	"homes":                     {"internal/owner", "internal/smallfile", "mode"},
	"toolchain":                 {"internal/gocommand", "internal/printable", "internal/program"},
	"internal/gocommand":        {"internal/program"},
	"counters":                  {},
	"counters/problem":          {},
	"counters/internal/rawfile": {"counters/problem"},
	"counters/weeks":            {"counters/internal/rawfile"},
	"counters/counterfile":      {"counters/internal/rawfile", "counters/problem", "internal/printable"},
	"counters/index":            {"counters/counterfile", "counters/internal/rawfile", "counters/problem", "counters/weeks", "internal/filesystem", "internal/printable"},
	"counters/summary":          {"counters/counterfile", "counters/index", "counters/problem", "counters/weeks", "internal/printable", "internal/quantity"},
	"counters/uploadconfig":     {"counters/counterfile", "counters/internal/rawfile", "internal/atomicfile", "internal/gocommand", "internal/goenv", "internal/hint", "internal/owner", "internal/printable", "internal/program", "internal/smallfile"},
	"counters/upload":           {"counters/counterfile", "counters/index", "counters/internal/rawfile", "counters/problem", "counters/uploadconfig", "counters/weeks", "internal/access"},
	"counters/housekeeping":     {"counters/counterfile", "counters/internal/rawfile", "counters/problem", "counters/upload", "counters/weeks"},
	"dashboard":                 {"counters/summary", "counters/upload", "status"},
	"fleet":                     {"counters/housekeeping", "counters/index", "counters/summary", "counters/weeks", "internal/hint", "internal/lazyregexp", "internal/printable", "status"},
	"lint":                      {"lint/gosource", "lint/internal/cmd", "lint/internal/dockerfile", "lint/internal/dotenv", "lint/internal/fish", "lint/internal/javascript", "lint/internal/jenkins", "lint/internal/jsonc", "lint/internal/just", "lint/internal/makefile", "lint/internal/markdown", "lint/internal/nix", "lint/internal/powershell", "lint/internal/python", "lint/internal/report", "lint/internal/rust", "lint/internal/shell", "lint/internal/systemd", "lint/internal/toml", "lint/internal/yaml"},
	"lint/internal/nix":         {"lint/internal/report"},
	"lint/gosource":             {"lint/internal/report"},
	"lint/internal/fish":        {"lint/internal/report"},
	"lint/internal/cmd":         {"lint/internal/report"},
	"lint/internal/just":        {"lint/internal/report"},
	"lint/internal/makefile":    {"lint/internal/report"},
	"lint/internal/powershell":  {"lint/internal/report"},
	"lint/internal/markdown":    {"lint/internal/report"},
	"lint/internal/dotenv":      {"lint/internal/report"},
	"lint/internal/systemd":     {"lint/internal/report"},
	"lint/internal/golang":      {},
	"lint/internal/jenkins":     {"lint/internal/golang", "lint/internal/report"},
	"lint/internal/javascript":  {"lint/internal/report", "lint/internal/tokens"},
	"lint/internal/rust":        {"lint/internal/report", "lint/internal/tokens"},
	"lint/internal/python":      {"lint/internal/report", "lint/internal/tokens"},
	"lint/internal/tokens":      {"lint/internal/report"},
	"lint/internal/dockerfile":  {"lint/internal/golang", "lint/internal/report"},
	"lint/internal/report":      {},
	"lint/internal/shell":       {"lint/internal/report"},
	"lint/internal/tree":        {"lint/internal/report"},
	"lint/internal/toml":        {"lint/internal/report", "lint/internal/tree"},
	"lint/internal/jsonc":       {"lint/internal/report", "lint/internal/tree"},
	"lint/internal/yaml":        {"lint/internal/golang", "lint/internal/report", "lint/internal/yamltree"},
	"lint/internal/yamltree":    {"lint/internal/report"},
	"policy":                    {"internal/fault", "internal/hint", "internal/printable", "internal/smallfile", "internal/symlink", "mode"},
	"mode":                      {"internal/access", "internal/fault", "internal/filesystem", "internal/hint", "internal/owner", "internal/printable", "internal/process", "internal/smallfile", "internal/symlink"},
	"prompt":                    {"internal/access", "internal/atomicfile", "internal/fault", "internal/hint", "internal/owner", "internal/process", "internal/smallfile", "mode"},
	"running":                   {"counters/counterfile", "internal/fault", "internal/hint", "internal/lazyregexp"},
	"settings":                  {"internal/declare"},
	"internal/declare":          {},
	"internal/schematest":       {},
	"internal/declaretest":      {"internal/declare"},
	"internal/frontend":         {"pages"},
	"internal/gen":              {"commands", "config", "counters/housekeeping", "counters/problem", "counters/summary", "counters/upload", "counters/uploadconfig", "counters/weeks", "doctor", "fleet", "internal/declare", "internal/frontend", "internal/lazyregexp", "internal/markdown", "lint", "lint/check", "mode", "pages", "policy", "running", "settings", "status", "view"},
	"internal/lsptest":          {"internal/lsptest/frame"},
	"internal/lsptest/frame":    {},
	"internal/lsptest/nonsense": {"internal/lsptest/frame"},
	"internal/goenv":            {"internal/smallfile"},
	"internal/access":           {"internal/hint"},
	"internal/fault":            {},
	"internal/filesystem":       {},
	"internal/hint":             {},
	"internal/lazyregexp":       {},
	"internal/lsprpc":           {"internal/process"},
	"internal/markdown":         {"internal/lazyregexp"},
	"internal/owner":            {"internal/hint"},
	"internal/printable":        {},
	"internal/plainjson":        {},
	"internal/process":          {},
	"internal/reexec":           {},
	"internal/requires":         {},
	"internal/program":          {"internal/hint", "internal/symlink"},
	"internal/smallfile":        {"internal/hint"},
	"internal/deps":             {},
	"internal/prose":            {},
	"internal/counttest":        {"internal/reexec"},
	"internal/bench":            {"internal/lsptest/frame"},
	"internal/bench/echo":       {"internal/lsptest/frame"},
	"internal/quantity":         {},
	"internal/symlink":          {},
	"internal/atomicfile":       {"internal/owner"},
	"facts":                     {"config", "counters/housekeeping", "counters/index", "counters/upload", "counters/uploadconfig", "counters/weeks", "doctor", "homes", "internal/access", "internal/filesystem", "internal/goenv", "internal/hint", "internal/owner", "mode", "policy", "prompt", "running", "status", "toolchain"},
	"lint/exclude":              {"internal/hint", "internal/smallfile", "lint/ignore"},
	"lint/ignore":               {},
	"lint/walk":                 {"internal/hint", "internal/quantity", "internal/smallfile", "lint/exclude", "lint/ignore"},
	"lint/check":                {"internal/atomicfile", "internal/hint", "internal/printable", "internal/smallfile", "lint", "lint/walk"},
}

// forAll lists the packages that any other may import.
var forAll = []string{"internal/plainjson", "internal/lazyregexp"}

// mayCompile lists the packages that may import regexp. Regular expressions compiled at
// package load slow down every start. All but lazyregexp are not part of the server.
var mayCompile = []string{"internal/lazyregexp", "internal/prose", "internal/declaretest", "internal/gen"}

// onlyFor maps modules to the packages that may import them. Only lsprpc and server know
// LSP, and the features of the server don't know JSON-RPC. The product doesn't use JSON
// Schema, and the package that checks the schemas doesn't generate them.
var onlyFor = map[string][]string{
	"go.lsp.dev/jsonrpc2": {"internal/lsprpc"},
	"go.lsp.dev/protocol": {"internal/lsprpc", "server"},
	"go.lsp.dev/uri":      {"server"},

	"go.yaml.in/yaml/v4": {"lint/internal/yamltree"},

	"github.com/google/jsonschema-go":          {"internal/gen"},
	"github.com/santhosh-tekuri/jsonschema/v6": {"internal/schematest"},
}

// mayStart lists the packages that may import os/exec. None of them starts a program from
// a workspace: bench and nonsense start the programs in their arguments, and tests start
// themselves.
var mayStart = []string{"internal/program", "internal/bench", "internal/lsptest/nonsense", "internal/reexec", "internal/requires", "internal/counttest"}

// rules returns the tables above.
func rules() ruleSet {
	only := map[string][]string{"os/exec": mayStart, "regexp": mayCompile}
	maps.Copy(only, onlyFor)
	return ruleSet{mayImport, forAll, only}
}

package deps

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/telemetry-ls/telemetry-ls/"

// mayImport lists, for each package of the module, which others it may import.
// ARCHITECTURE.md shows the same as a picture. Test files may import more.
var mayImport = map[string][]string{
	"cmd/telemetry-ls":          {"counters/housekeeping", "counters/index", "counters/problem", "counters/summary", "counters/upload", "counters/uploadconfig", "dashboard", "facts", "internal/atomicfile", "internal/hint", "internal/owner", "internal/printable", "internal/program", "internal/quantity", "mode", "prompt", "running", "server", "status", "view"},
	"server":                    {"commands", "config", "counters/housekeeping", "counters/index", "counters/summary", "counters/upload", "counters/uploadconfig", "facts", "gosource", "internal/hint", "internal/lazyregexp", "internal/lsprpc", "internal/markdown", "internal/owner", "internal/printable", "internal/process", "internal/program", "mode", "pages", "prompt", "running", "settings", "status", "view"},
	"commands":                  {"counters/housekeeping", "counters/summary", "counters/upload", "internal/declare", "mode", "pages", "running", "status"},
	"pages":                     {"counters/housekeeping", "counters/summary", "counters/upload", "running", "status", "view"},
	"status":                    {"counters/counterfile", "counters/upload", "internal/hint", "internal/markdown", "mode", "running"},
	"view":                      {"counters/counterfile", "counters/housekeeping", "counters/problem", "counters/summary", "counters/upload", "counters/uploadconfig", "counters/weeks", "internal/lazyregexp", "internal/markdown", "internal/quantity", "mode", "running", "status"},
	"config":                    {"internal/access", "internal/atomicfile", "internal/declare", "internal/hint", "internal/owner", "internal/smallfile", "mode"},
	"counters":                  {},
	"counters/problem":          {},
	"counters/internal/rawfile": {"counters/problem"},
	"counters/weeks":            {"counters/internal/rawfile"},
	"counters/counterfile":      {"counters/internal/rawfile", "counters/problem", "internal/printable"},
	"counters/index":            {"counters/counterfile", "counters/internal/rawfile", "counters/problem", "counters/weeks", "internal/printable"},
	"counters/summary":          {"counters/counterfile", "counters/index", "counters/problem", "counters/weeks"},
	"counters/uploadconfig":     {"counters/counterfile", "counters/internal/rawfile", "internal/atomicfile", "internal/goenv", "internal/hint", "internal/owner", "internal/printable", "internal/program"},
	"counters/upload":           {"counters/counterfile", "counters/index", "counters/internal/rawfile", "counters/problem", "counters/uploadconfig", "counters/weeks", "internal/access"},
	"counters/housekeeping":     {"counters/counterfile", "counters/internal/rawfile", "counters/problem", "counters/upload", "counters/weeks"},
	"dashboard":                 {"counters/summary", "counters/upload", "status"},
	"gosource":                  {},
	"mode":                      {"internal/access", "internal/fault", "internal/hint", "internal/owner", "internal/printable", "internal/process", "internal/smallfile", "internal/symlink"},
	"prompt":                    {"internal/access", "internal/atomicfile", "internal/fault", "internal/hint", "internal/owner", "internal/process", "internal/smallfile"},
	"running":                   {"counters/counterfile", "internal/fault", "internal/hint", "internal/lazyregexp"},
	"settings":                  {"internal/declare"},
	"internal/declare":          {},
	"internal/schematest":       {},
	"internal/declaretest":      {"internal/declare"},
	"internal/gen":              {"commands", "config", "counters/housekeeping", "counters/problem", "counters/summary", "counters/upload", "counters/uploadconfig", "counters/weeks", "internal/declare", "mode", "running", "settings", "status", "view"},
	"internal/lsptest":          {"internal/lsptest/frame"},
	"internal/lsptest/frame":    {},
	"internal/goenv":            {"internal/smallfile"},
	"internal/access":           {},
	"internal/fault":            {},
	"internal/hint":             {},
	"internal/lazyregexp":       {},
	"internal/lsprpc":           {"internal/process"},
	"internal/markdown":         {"internal/lazyregexp"},
	"internal/owner":            {},
	"internal/printable":        {},
	"internal/plainjson":        {},
	"internal/process":          {},
	"internal/reexec":           {},
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
	"facts":                     {"config", "counters/index", "counters/upload", "counters/uploadconfig", "counters/weeks", "internal/goenv", "mode", "running", "status"},
}

// forAll are packages that any other may import.
var forAll = []string{"internal/plainjson", "internal/lazyregexp"}

// mayCompile are the packages that may import regexp: what others compile at package
// load costs every start. The others are not part of the server.
var mayCompile = []string{"internal/lazyregexp", "internal/prose", "internal/declaretest", "internal/gen"}

// onlyFor are modules with the packages that may import them. The protocol: the rest
// knows no LSP, and the features know no JSON-RPC. JSON Schema: the product knows
// none, and who checks the schemas does not make them.
var onlyFor = map[string][]string{
	"go.lsp.dev/jsonrpc2": {"internal/lsprpc"},
	"go.lsp.dev/protocol": {"internal/lsprpc", "server"},
	"go.lsp.dev/uri":      {"server"},

	"github.com/google/jsonschema-go":          {"internal/gen"},
	"github.com/santhosh-tekuri/jsonschema/v6": {"internal/schematest"},
}

// mayStart are the packages that may import os/exec: what they start is never of a
// workspace. The benchmarks start what their own flags name, tests themselves.
var mayStart = []string{"internal/program", "internal/bench", "internal/reexec", "internal/counttest"}

func TestImportRules(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir("../..", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{".git", ".cache", "editors", "scripts", "testdata", "node_modules", "dist", "bin"}, d.Name()) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		pkg := filepath.ToSlash(filepath.Dir(strings.TrimPrefix(filepath.ToSlash(file), "../../")))
		seen[pkg] = true
		for _, imported := range importsOf(t, file) {
			checkImport(t, file, pkg, imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range mayImport {
		if !seen[pkg] {
			t.Errorf("the rules name %s, which has no Go files", pkg)
		}
	}
}

func importsOf(t *testing.T, file string) []string {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var imports []string
	for _, spec := range f.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		imports = append(imports, name)
	}
	return imports
}

func checkImport(t *testing.T, file, pkg, imported string) {
	t.Helper()
	allowed, known := mayImport[pkg]
	if !known {
		t.Errorf("%s: package %s is not in the import rules; add it there and to ARCHITECTURE.md", file, pkg)
		return
	}
	if inside, ok := strings.CutPrefix(imported, module); ok && !slices.Contains(forAll, inside) {
		if !slices.Contains(allowed, inside) && !strings.HasPrefix(inside, pkg+"/") {
			t.Errorf("%s: package %s must not import %s", file, pkg, inside)
		}
	}
	if imported == "os/exec" && !slices.Contains(mayStart, pkg) {
		t.Errorf("%s: only internal/program starts programs", file)
	}
	if imported == "regexp" && !slices.Contains(mayCompile, pkg) {
		t.Errorf("%s: compile regular expressions with internal/lazyregexp", file)
	}
	for m, importers := range onlyFor {
		if (imported == m || strings.HasPrefix(imported, m+"/")) && !slices.Contains(importers, pkg) {
			t.Errorf("%s: only %s may import %s", file, strings.Join(importers, " and "), imported)
		}
	}
}

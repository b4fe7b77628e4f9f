package deps

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/telemetry-ls/telemetry-ls/"

// ruleSet says which package may import which.
type ruleSet struct {
	mayImport map[string][]string // for each package of the module, the others that it may import
	forAll    []string            // packages of the module that all may import
	only      map[string][]string // for other packages and modules, the only importers
}

// arrows maps each package to its imports, and each import to a file that contains it.
type arrows map[string]map[string]string

func TestImportRules(t *testing.T) {
	for _, wrong := range rules().check(readArrows(t, "../..")) {
		t.Error(wrong)
	}
}

// readArrows reads the imports of all packages below root, for every system. It doesn't
// ask the go command, because the test cache would keep an old answer.
func readArrows(t *testing.T, root string) arrows {
	t.Helper()
	all := arrows{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{".git", ".cache", "editors", "scripts", "testdata", "node_modules", "dist", "bin"}, d.Name()) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		name, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		pkg := name[:max(0, strings.LastIndex(name, "/"))]
		if all[pkg] == nil {
			all[pkg] = map[string]string{}
		}
		for _, imported := range importsOf(t, file) {
			all[pkg][imported] = name
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func importsOf(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
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

// check lists the imports that the rules forbid, and the rules that no import needs.
func (r ruleSet) check(all arrows) (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	for _, pkg := range slices.Sorted(maps.Keys(all)) {
		allowed, known := r.mayImport[pkg]
		if !known {
			say("package %s is not in the import rules; add it there and to ARCHITECTURE.md", pkg)
			continue
		}
		for _, imported := range slices.Sorted(maps.Keys(all[pkg])) {
			inside, ok := strings.CutPrefix(imported, module)
			if ok && !slices.Contains(r.forAll, inside) && !slices.Contains(allowed, inside) {
				say("%s: package %s must not import %s", all[pkg][imported], pkg, inside)
			}
			for path, importers := range r.only {
				if within(imported, path) && !slices.Contains(importers, pkg) {
					say("%s: only %s may import %s", all[pkg][imported], strings.Join(importers, " and "), imported)
				}
			}
		}
	}
	return append(wrong, r.unused(all)...)
}

// unused lists the rules that no import needs.
func (r ruleSet) unused(all arrows) (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	for _, pkg := range slices.Sorted(maps.Keys(r.mayImport)) {
		if all[pkg] == nil {
			say("the rules name %s, which has no Go files", pkg)
			continue
		}
		for _, allowed := range r.mayImport[pkg] {
			if all[pkg][module+allowed] == "" {
				say("the rules let %s import %s, but it doesn't; remove that rule", pkg, allowed)
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(r.only)) {
		for _, pkg := range r.only[path] {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(all[pkg])), func(imported string) bool { return within(imported, path) }) {
				say("the rules let %s import %s, but it doesn't; remove that rule", pkg, path)
			}
		}
	}
	return wrong
}

// within reports whether an import path is the package or module itself, or below it.
func within(imported, path string) bool {
	return imported == path || strings.HasPrefix(imported, path+"/")
}

// TestRulesFail breaks each rule once, in both directions.
func TestRulesFail(t *testing.T) {
	r := ruleSet{
		mayImport: map[string][]string{"high": {"low", "low/inner"}, "low": {}, "low/inner": {}},
		forAll:    []string{"common"},
		only:      map[string][]string{"os/exec": {"low"}},
	}
	right := func() arrows {
		return arrows{
			"high":      {module + "low": "high/a.go", module + "low/inner": "high/a.go", module + "common": "high/a.go"},
			"low":       {"os/exec": "low/b.go", "fmt": "low/b.go"},
			"low/inner": {},
		}
	}
	for _, test := range []struct {
		name   string
		change func(arrows)
		want   []string
	}{
		{"right", func(arrows) {}, nil},
		{"upward", func(a arrows) { a["low"][module+"high"] = "low/b.go" }, []string{"low/b.go: package low must not import high"}},
		{"into its own directory", func(a arrows) { a["low"][module+"low/inner"] = "low/b.go" }, []string{"low/b.go: package low must not import low/inner"}},
		{"unknown", func(a arrows) { a["new"] = map[string]string{} }, []string{"package new is not in the import rules; add it there and to ARCHITECTURE.md"}},
		{"restricted", func(a arrows) { a["high"]["os/exec"] = "high/a.go" }, []string{"high/a.go: only low may import os/exec"}},
		{"unused", func(a arrows) { delete(a["high"], module+"low") }, []string{"the rules let high import low, but it doesn't; remove that rule"}},
		{"restricted and unused", func(a arrows) { delete(a["low"], "os/exec") }, []string{"the rules let low import os/exec, but it doesn't; remove that rule"}},
		{"gone", func(a arrows) { delete(a, "low/inner") }, []string{"the rules name low/inner, which has no Go files"}},
	} {
		all := right()
		test.change(all)
		if got := r.check(all); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

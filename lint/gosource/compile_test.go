package gosource_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// TestCompiles checks that each example in the corpus has no more errors after each fix and after all of
// them than before.
func TestCompiles(t *testing.T) {
	fset := token.NewFileSet()
	compiler := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	faults := func(t *testing.T, text string) (messages []string) {
		t.Helper()
		file, err := parser.ParseFile(fset, "x.go", text, 0)
		if err != nil {
			return []string{err.Error()}
		}
		compiler.Error = func(err error) { messages = append(messages, err.(types.Error).Msg) }
		_, _ = compiler.Check("x", fset, []*ast.File{file}, nil)
		return messages
	}
	paths, err := filepath.Glob("../testdata/go/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no examples", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		file := lint.File{Path: archive.Files[0].Name, Text: string(archive.Files[0].Data)}
		if !strings.HasSuffix(file.Path, ".go") {
			continue
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
			before := faults(t, file.Text)
			check := func(text string) {
				for _, message := range faults(t, text) {
					if !slices.Contains(before, message) {
						t.Errorf("%s in:\n%s", message, text)
					}
				}
			}
			for _, f := range lint.Check(file).Findings {
				if f.Fix != nil {
					check(lint.Apply(file.Text, f.Fix.Edits))
				}
			}
			fixed, _ := lint.FixAll(file)
			check(fixed)
		})
	}
}

package lint_test

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

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// TestGoCompiles checks that a Go file has no more errors after each fix and after all of
// them than before.
func TestGoCompiles(t *testing.T) {
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
	for path, e := range corpus(t) {
		if filepath.Base(filepath.Dir(path)) != "go" || !strings.HasSuffix(e.file.Path, ".go") {
			continue
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
			before := faults(t, e.file.Text)
			check := func(text string) {
				for _, message := range faults(t, text) {
					if !slices.Contains(before, message) {
						t.Errorf("%s in:\n%s", message, text)
					}
				}
			}
			for _, f := range lint.Check(e.file).Findings {
				if f.Fix != nil {
					check(lint.Apply(e.file.Text, f.Fix.Edits))
				}
			}
			fixed, _ := lint.FixAll(e.file)
			check(fixed)
		})
	}
}

package gosource_test

import (
	"errors"
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

// compiler finds the errors in Go files.
type compiler struct {
	fset   *token.FileSet
	config types.Config
}

func (c compiler) faults(text string) (messages []string) {
	file, err := parser.ParseFile(c.fset, "x.go", text, 0)
	if err != nil {
		return []string{err.Error()}
	}
	c.config.Error = func(err error) {
		var fault types.Error
		if errors.As(err, &fault) {
			messages = append(messages, fault.Msg)
		}
	}
	_, _ = c.config.Check("x", c.fset, []*ast.File{file}, nil)
	return messages
}

// TestCompiles checks that each example in the corpus has no more errors after each fix
// and after all of them than before.
func TestCompiles(t *testing.T) {
	fset := token.NewFileSet()
	c := compiler{fset, types.Config{Importer: importer.ForCompiler(fset, "source", nil)}}
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
			before := c.faults(file.Text)
			check := func(text string) {
				for _, message := range c.faults(text) {
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

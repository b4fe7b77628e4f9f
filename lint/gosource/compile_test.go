package gosource_test

import (
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
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

// newCompiler returns a compiler that knows the packages that files import, as far as they
// are here: the go command lists what it has built, which takes much less time than
// reading their source.
func newCompiler(t *testing.T, files []lint.File) compiler {
	t.Helper()
	telemetry := t.TempDir()
	if err := os.WriteFile(filepath.Join(telemetry, "mode"), []byte("off"), 0o600); err != nil {
		t.Fatal(err)
	}
	list := exec.CommandContext(t.Context(), "go", "list", "-e", "-deps", "-export", "-f", "{{with .Export}}{{$.ImportPath}}\t{{.}}{{end}}")
	list.Env = append(os.Environ(), "TEST_TELEMETRY_DIR="+telemetry)
	list.Args = append(list.Args, imports(files)...)
	out, err := list.Output()
	if err != nil && len(out) == 0 {
		t.Fatal(err)
	}
	exported := make(map[string]string)
	for line := range strings.Lines(string(out)) {
		name, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		exported[name] = file
	}
	fset := token.NewFileSet()
	return compiler{fset, types.Config{Importer: importer.ForCompiler(fset, "gc", func(name string) (io.ReadCloser, error) {
		return os.Open(exported[name])
	})}}
}

// imports returns the packages that files import, of those that are here.
func imports(files []lint.File) (paths []string) {
	for _, f := range files {
		file, _ := parser.ParseFile(token.NewFileSet(), "", f.Text, parser.ImportsOnly)
		if file == nil {
			continue
		}
		for _, spec := range file.Imports {
			if name, err := strconv.Unquote(spec.Path.Value); err == nil && isHere(name) {
				paths = append(paths, name)
			}
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// isHere reports whether a package is one of Go or of a module that this one requires.
func isHere(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return !strings.Contains(first, ".") || slices.ContainsFunc([]string{
		"golang.org/x/telemetry/", "golang.org/x/tools/", "github.com/rogpeppe/go-internal/",
	}, func(module string) bool { return strings.HasPrefix(name, module) })
}

// examples returns the Go files of the corpus by the names of their examples.
func examples(t *testing.T) (names []string, files []lint.File) {
	t.Helper()
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
		if strings.HasSuffix(file.Path, ".go") {
			names, files = append(names, filepath.Base(path)), append(files, file)
		}
	}
	return names, files
}

// TestCompiles checks that each example in the corpus has no more errors after each fix
// and after all of them than before.
func TestCompiles(t *testing.T) {
	names, files := examples(t)
	c := newCompiler(t, files)
	for i, file := range files {
		t.Run(names[i], func(t *testing.T) {
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

package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/internal/declare"
	"github.com/telemetry-ls/telemetry-ls/settings"
)

// TestOnePlaceForEachName checks that the Go code has the name of a command, argument or
// setting only in its declaration. It skips single plain words, which can also mean
// other things.
func TestOnePlaceForEachName(t *testing.T) {
	want := map[string]string{}
	declared := func(file string, params []declare.Param) {
		for _, p := range params {
			if strings.ContainsFunc(p.Name, unicode.IsUpper) {
				want[p.Name] = file
			}
		}
	}
	for _, c := range commands.All() {
		want[c.ID] = "commands/all.go"
		declared("commands/arguments.go", c.Params())
	}
	declared("settings/settings.go", settings.All())
	delete(want, "codeLens") // also a term of LSP
	sources := productSources(t)
	for name, file := range want {
		var found []string
		for path, text := range sources {
			for range strings.Count(text, `"`+name+`"`) {
				found = append(found, path)
			}
		}
		if !slices.Equal(found, []string{file}) {
			t.Errorf("%s is written in %q, want it once in %s", name, found, file)
		}
	}
	if len(want) < 17 {
		t.Errorf("only %d names were looked for", len(want))
	}
}

// productSources returns the Go files of the product, by path.
func productSources(t *testing.T) map[string]string {
	t.Helper()
	sources := map[string]string{}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{".git", ".cache", "editors", "scripts", "testdata", "internal", "test"}, d.Name()) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(root, path)
		sources[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

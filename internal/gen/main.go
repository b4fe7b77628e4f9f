// Gen generates files from the declarations of commands, settings, pages and editor
// entries. With -check it writes nothing, and fails if a file is stale. Start reading at
// files.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// regenerate is the command that updates stale files.
const regenerate = "make generate"

func main() {
	check := flag.Bool("check", false, "only tell which files are stale")
	flag.Parse()
	if err := run(".", *check); err != nil {
		fmt.Fprintf(os.Stderr, "gen: %v\n", err)
		os.Exit(1)
	}
}

// generated is one file, with its path relative to the root of the repository.
type generated struct {
	path string
	make func(old []byte) ([]byte, error) // from the current content of the file
}

func files(root string, d declarations) []generated {
	return append([]generated{
		{"docs/commands.md", whole(d.commandsMarkdown)},
		{"docs/settings.md", whole(d.settingsMarkdown)},
		{"docs/protocol.md", regions(marked("pages", d.pageTable()))},
		{"docs/doctor.md", regions(marked("checks", checkTable()))},
		{"docs/editors.md", regions(region{`(completing-read "About Go telemetry: "`, "  (go-telemetry--run", d.emacsPages()})},
		{"editors/neovim/lua/telemetry_ls/generated.lua", whole(d.neovimTable)},
		{"editors/neovim/README.md", regions(marked("words", d.neovimReadme()))},
		{vimdocPath, d.vimdoc()},
		{tagsPath, d.tags(root)},
		{"editors/vscode/src/generated.ts", whole(d.vscodeNames)},
		{"editors/vscode/dashboard/generated.ts", dashboardTypes(root)},
		{"editors/vscode/package.json", d.vscodeManifest},
		{"editors/vscode/README.md", regions(marked("commands", d.vscodeCommandTable()), marked("settings", d.vscodeSettingTable()))},
		// For a test of the Neovim plugin.
		{"testdata/lintfiles.json", whole(lintFiles)},
	}, d.schemaFiles(root)...)
}

// lintFiles returns the patterns of the files that the lint knows, as JSON.
func lintFiles() string {
	var patterns []field
	for _, pattern := range lint.Files() {
		patterns = append(patterns, field{value: pattern})
	}
	return "[\n" + list("  ", patterns) + "]\n"
}

// whole returns the make function of a file that is completely generated.
func whole(text func() string) func([]byte) ([]byte, error) {
	return func([]byte) ([]byte, error) { return []byte(text()), nil }
}

func run(root string, check bool) error {
	for _, f := range files(root, declared()) {
		path := filepath.Join(root, filepath.FromSlash(f.path))
		old, err := os.ReadFile(path)
		if err != nil && !os.IsNotExist(err) {
			return err
		}
		text, err := f.make(old)
		if err != nil {
			return fmt.Errorf("making %s: %w", f.path, err)
		}
		if bytes.Equal(old, text) {
			continue
		}
		if check {
			return fmt.Errorf("%s is stale: run %s", f.path, regenerate)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

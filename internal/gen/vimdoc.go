package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/internal/frontend"
	"github.com/telemetry-ls/telemetry-ls/internal/lazyregexp"
	"github.com/telemetry-ls/telemetry-ls/internal/markdown"
)

// The Neovim help files, relative to the root of the repository.
const (
	vimdocPath = "editors/neovim/doc/telemetry_ls.txt"
	tagsPath   = "editors/neovim/doc/tags"
)

// vimdoc fills the generated regions of the Neovim help.
func (d *declarations) vimdoc() func([]byte) ([]byte, error) {
	return regions(
		region{":GoTelemetry [subcommand] ", "=====", "\n" + d.vimdocWords()},
		region{"        The settings of the server.", "restart ", d.vimdocSettings() + "\n"},
	)
}

// typed returns the text to type after :GoTelemetry.
func typed(e frontend.Entry) string {
	if e.Neovim.Argument == "" {
		return e.Neovim.Word
	}
	return e.Neovim.Word + " [" + e.Neovim.Argument + "]"
}

const (
	vimdocWidth  = 78
	vimdocIndent = "        "
)

func (d *declarations) vimdocWords() string {
	var b strings.Builder
	for _, e := range d.neovim() {
		b.WriteString(vimdocTitle(":GoTelemetry "+typed(e), ":GoTelemetry-"+e.Neovim.Word))
		text := []string{e.Doc}
		if e.Neovim.More != "" {
			text = append(text, e.Neovim.More)
		}
		for _, alias := range e.Neovim.Aliases {
			text = append(text, "`:GoTelemetry "+alias+"` does the same.")
		}
		b.WriteString(vimdocText(vimdocIndent, strings.Join(text, " ")) + "\n")
	}
	return b.String()
}

// vimdocTitle returns a line with a tag at its end.
func vimdocTitle(title, tag string) string {
	tag = "*" + tag + "*"
	return fmt.Sprintf("%s%*s\n", title, max(vimdocWidth-len(title), len(tag)+1), tag)
}

// vimdocText returns a paragraph. All lines except the first are indented by the width
// of head.
func vimdocText(head, text string) string {
	lines := markdown.Wrap(text, vimdocWidth-len(head), "")
	return head + strings.ReplaceAll(lines, "\n", "\n"+strings.Repeat(" ", len(head))) + "\n"
}

func (d *declarations) vimdocSettings() string {
	var b strings.Builder
	for _, p := range d.settings {
		want := p.Want()
		text := fmt.Sprintf("%s%s; by default %v. %s", strings.ToUpper(want[:1]), want[1:], p.Default, p.Doc)
		b.WriteString(vimdocText(fmt.Sprintf("%s%-14s ", vimdocIndent, p.Name), text))
	}
	return b.String()
}

// tag matches the target of a link in the help.
var tag = lazyregexp.New(`^\*([^*|]+)\*$`)

// tags returns the index of the help, as :helptags makes it.
func (d *declarations) tags(root string) func([]byte) ([]byte, error) {
	return func([]byte) ([]byte, error) {
		old, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(vimdocPath)))
		if err != nil {
			return nil, err
		}
		help, err := d.vimdoc()(old)
		if err != nil {
			return nil, err
		}
		var lines []string
		for _, word := range strings.Fields(string(help)) {
			if found := tag().FindStringSubmatch(word); found != nil {
				lines = append(lines, fmt.Sprintf("%s\t%s\t/*%[1]s*\n", found[1], path.Base(vimdocPath)))
			}
		}
		slices.Sort(lines)
		return []byte(strings.Join(lines, "")), nil
	}
}

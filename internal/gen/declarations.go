package main

import (
	"github.com/telemetry-ls/telemetry-ls/commands"
	"github.com/telemetry-ls/telemetry-ls/internal/declare"
	"github.com/telemetry-ls/telemetry-ls/internal/frontend"
	"github.com/telemetry-ls/telemetry-ls/mode"
	"github.com/telemetry-ls/telemetry-ls/pages"
	"github.com/telemetry-ls/telemetry-ls/settings"
)

// declarations holds the source of everything that is generated.
type declarations struct {
	commands []commands.Descriptor
	settings []declare.Param
	pages    []pages.Page
	entries  []frontend.Entry
}

func declared() declarations {
	all := pages.All()
	return declarations{commands.All(), settings.All(), all, frontend.Entries(all)}
}

// vscode returns the entries of VS Code.
func (d *declarations) vscode() []frontend.Entry {
	return d.entriesIf(func(e frontend.Entry) bool { return e.VSCode.ID != "" })
}

// neovim returns the entries of Neovim.
func (d *declarations) neovim() []frontend.Entry {
	return d.entriesIf(func(e frontend.Entry) bool { return e.Neovim.Word != "" })
}

func (d *declarations) entriesIf(wanted func(frontend.Entry) bool) []frontend.Entry {
	var list []frontend.Entry
	for _, e := range d.entries {
		if wanted(e) {
			list = append(list, e)
		}
	}
	return list
}

// modes holds the modes that a user can choose.
var modes = []mode.Mode{mode.On, mode.Local, mode.Off}

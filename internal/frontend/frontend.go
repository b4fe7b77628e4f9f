// Package frontend declares what users can run in an editor: the commands in VS Code's
// palette and the words of :GoTelemetry. internal/gen generates the tables of the front
// ends and of their documentation from it. The front ends implement the entries, in
// editors/vscode/src/commands.ts and editors/neovim/lua/telemetry_ls/command.lua.
//
// Start reading at [Entries] in entries.go. The entries of pages come from package pages.
package frontend

import (
	"cmp"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/pages"
)

// Entry is something to run in one front end or in both.
type Entry struct {
	Doc   string // what it does: sentences, the first of which begins with a verb
	Needs string // the last part of the ID of the server command that it requires, if any
	Page  string // the page that it shows, if any

	VSCode VSCode // without an ID if VS Code doesn't have it
	Neovim Neovim // without a Word if Neovim doesn't have it
}

// VSCode is an entry in VS Code.
type VSCode struct {
	ID      string   // the ID without "goTelemetry."
	Aliases []string // older IDs, which key bindings may use
	Title   string
	Icon    string
	Menu    bool   // whether the menu of the status bar item lists it
	When    string // when the palette has it: a when clause; "" for always
	Always  bool   // whether it works without a running server: it starts the extension, and waits
}

// Neovim is an entry in Neovim.
type Neovim struct {
	Word     string
	Aliases  []string // older words, which stay valid
	Argument string   // the name of the optional argument in the help
	More     string   // sentences that only the help contains
}

// ofPage returns the entry that shows a page.
func ofPage(p pages.Page) Entry {
	e := Entry{
		Doc: p.Doc, Needs: p.Editor.Needs, Page: p.Name,
		VSCode: VSCode{
			ID: cmp.Or(p.Editor.Command, show(p.Name)), Title: p.Title, Icon: p.Editor.Icon, Menu: p.Editor.Menu,
		},
		Neovim: Neovim{Word: cmp.Or(p.Editor.Word, p.Name), Aliases: p.Aliases},
	}
	for _, alias := range p.Aliases {
		e.VSCode.Aliases = append(e.VSCode.Aliases, show(alias))
	}
	return e
}

// show returns the ID of the command that shows the page name, such as showUploads.
func show(name string) string { return "show" + strings.ToUpper(name[:1]) + name[1:] }

// Package frontend declares what people can run in an editor: the commands of VS
// Code's palette and the words of :GoTelemetry. internal/gen makes from it what the
// front ends and their documentation know of them; what each entry does is written
// in the front ends, in editors/vscode/src/commands.ts and
// editors/neovim/lua/telemetry_ls/command.lua.
//
// Start reading at [Entries] in entries.go. A page has its entry from package pages.
package frontend

import (
	"cmp"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/pages"
)

// Entry is one thing to run, in one front end or in both.
type Entry struct {
	Doc   string // what it does: sentences, the first of which begins with a verb
	Needs string // the last part of the id of the server's command that must exist, if any
	Page  string // the page that it shows, if any

	VSCode VSCode // without an ID: not there
	Neovim Neovim // without a Word: not there
}

// VSCode is an entry in VS Code.
type VSCode struct {
	ID      string   // after "goTelemetry."
	Aliases []string // older ids, which key bindings may have
	Title   string
	Icon    string
	Menu    bool // the menu of the status bar item lists it
	Hidden  bool // the palette does not list it
}

// Neovim is an entry in Neovim.
type Neovim struct {
	Word     string
	Aliases  []string // older words, which stay valid
	Argument string   // what may follow the word, as the help names it
	More     string   // sentences that only the help has
}

// ofPage is the entry that shows a page.
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

// show is the id of a command that shows the page name, such as showUploads.
func show(name string) string { return "show" + strings.ToUpper(name[:1]) + name[1:] }

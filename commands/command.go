// Package commands declares the workspace commands of the server, each once and
// typed: its id, title, documentation, argument and result.
//
// Start reading at [All] in all.go. From these declarations come the server's
// executeCommandProvider, its dispatch (see [Table]), docs/commands.md and the
// front ends' tables (see internal/gen).
package commands

import "reflect"

// None is the argument of a command that takes none, and the result of one that
// gives none.
type None struct{}

// Command is the declaration of one command with argument A and result R.
// A is a struct; the tags of its fields say what is valid, see [Param].
type Command[A, R any] struct {
	Descriptor
}

// Descriptor is what the declarations of all commands have in common.
type Descriptor struct {
	ID     string // as in workspace/executeCommand
	Title  string // for a palette, in title case
	Doc    string // one or more sentences of Markdown
	Params []Param
	Result string // the shape of the result, in words
}

// Param is one key of a command's argument.
type Param struct {
	Name     string   // key of the JSON object
	Type     string   // string, boolean or integer
	Values   []string // the only valid values, nil for any of the type
	Format   string   // day: a string as YYYY-MM-DD
	Required bool
	Default  string // as text, for the documentation
	Doc      string
}

// define declares a command. The parameters come from the fields of A: json names
// the key, values lists what is valid (separated by |), format narrows it, default
// says what an absent key means (a field without one is required), doc explains.
func define[A, R any](id, title, result, doc string) Command[A, R] {
	return Command[A, R]{Descriptor{
		ID:     id,
		Title:  title,
		Doc:    doc,
		Params: paramsOf(reflect.TypeFor[A]()),
		Result: result,
	}}
}

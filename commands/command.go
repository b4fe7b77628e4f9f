// Package commands declares each workspace command of the server once, with types: its
// id, title, documentation, argument, result, and how it is scheduled.
//
// Start reading at all.go; the keys of the arguments are in arguments.go. From these
// declarations come the server's executeCommandProvider, its dispatch (see [Table]),
// docs/commands.md, docs/schemas and the front ends' tables (see internal/gen).
package commands

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/telemetry-ls/telemetry-ls/internal/declare"
)

// Command is the declaration of one command with argument A and result R.
type Command[A, R any] struct {
	Descriptor
	decode func(arguments []jsontext.Value) (A, error)
}

// Descriptor is what the declarations of all commands have in common.
type Descriptor struct {
	ID     string // as in workspace/executeCommand
	Title  string // for a palette, in title case
	Doc    string // one or more sentences of Markdown
	Result string // the shape of the result, in words
	// Changes reports whether the command changes something, so that its order matters.
	Changes bool
	// AtOnce reports whether the server may answer before it reads the next message:
	// the command only reads, asks no questions and is fast.
	AtOnce bool

	argument func() declare.Object // returns an empty one
}

// Params returns the keys of the argument.
func (d *Descriptor) Params() []declare.Param { return d.argument().Params() }

// declared holds all commands, in declaration order.
var declared []Descriptor

// define declares a command. The keys of its argument come from A.
func define[A, R any, P declare.Pointer[A]](d Descriptor) Command[A, R] {
	d.argument = func() declare.Object { return P(new(A)) }
	declared = append(declared, d)
	return Command[A, R]{d, func(arguments []jsontext.Value) (A, error) { return decode[A, P](d.ID, arguments) }}
}

// All returns all commands.
func All() []Descriptor { return slices.Clone(declared) }

// IDs returns the ids of all commands, for executeCommandProvider.
func IDs() []string {
	ids := make([]string, len(declared))
	for i, d := range declared {
		ids[i] = d.ID
	}
	return ids
}

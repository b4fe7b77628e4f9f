package commands

import (
	"context"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Work is a command with its decoded argument, ready to run. For Changes and AtOnce, see
// [Descriptor].
type Work struct {
	Changes bool
	AtOnce  bool
	Run     func(context.Context) (any, error)
}

// Binding is a command with its implementation.
type Binding struct {
	id      string
	prepare func(arguments []jsontext.Value) (Work, error)
}

// Bind joins a declaration and its implementation. The compiler checks that their
// argument and result types match.
func Bind[A, R any](c Command[A, R], run func(context.Context, A) (R, error)) Binding {
	return BindInOrder(c, func(arg A) func(context.Context) (R, error) {
		return func(ctx context.Context) (R, error) { return run(ctx, arg) }
	})
}

// BindInOrder is like Bind, for a command that must record something in the order in
// which commands arrive. The server calls prepare in that order, before it runs the
// command.
func BindInOrder[A, R any](c Command[A, R], prepare func(A) func(context.Context) (R, error)) Binding {
	return Binding{id: c.ID, prepare: func(arguments []jsontext.Value) (Work, error) {
		arg, err := c.decode(arguments)
		if err != nil {
			return Work{}, err
		}
		run := prepare(arg)
		return Work{Changes: c.Changes, AtOnce: c.AtOnce, Run: func(ctx context.Context) (any, error) {
			result, err := run(ctx)
			if _, none := any(result).(None); none || err != nil {
				return nil, err
			}
			return result, nil
		}}, nil
	}}
}

// Table dispatches commands by id.
type Table struct {
	byID map[string]Binding
}

// NewTable returns a table of bindings, or an error if a declared command is not bound.
func NewTable(bindings ...Binding) (*Table, error) {
	t := &Table{byID: make(map[string]Binding, len(bindings))}
	for _, b := range bindings {
		t.byID[b.id] = b
	}
	for _, id := range IDs() {
		if _, ok := t.byID[id]; !ok {
			return nil, fmt.Errorf("making the table of commands: %s is declared but not bound", id)
		}
	}
	return t, nil
}

// Prepare decodes the arguments of the command id and returns the work to run. For an
// unknown id or an invalid argument, the error is an [*ArgumentError].
func (t *Table) Prepare(id string, arguments []jsontext.Value) (Work, error) {
	b, ok := t.byID[id]
	if !ok {
		return Work{}, &ArgumentError{Command: "workspace/executeCommand", Problem: "unknown command; valid commands: " + strings.Join(IDs(), ", ")}
	}
	return b.prepare(arguments)
}

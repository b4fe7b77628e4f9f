package commands

import (
	"context"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Work is what remains of a command once its argument is decoded. The
// [Descriptor] says what Changes and AtOnce mean.
type Work struct {
	Changes bool
	AtOnce  bool
	Run     func(context.Context) (any, error)
}

// Binding is a command with the function that carries it out.
type Binding struct {
	id      string
	prepare func(arguments []jsontext.Value) (Work, error)
}

// Bind joins a declaration and its implementation; the compiler sees to it that
// they agree about argument and result.
func Bind[A, R any](c Command[A, R], run func(context.Context, A) (R, error)) Binding {
	return BindInOrder(c, func(arg A) func(context.Context) (R, error) {
		return func(ctx context.Context) (R, error) { return run(ctx, arg) }
	})
}

// BindInOrder is Bind for a command that takes note of something in the order in
// which commands come, before it is carried out.
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

// NewTable makes a table; it is an error if a declared command is not bound.
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

// Prepare decodes the arguments of the command named id and gives what remains to
// be done. An unknown id or a bad argument is an [*ArgumentError].
func (t *Table) Prepare(id string, arguments []jsontext.Value) (Work, error) {
	b, ok := t.byID[id]
	if !ok {
		return Work{}, &ArgumentError{Command: "workspace/executeCommand", Problem: "unknown command; valid are " + strings.Join(IDs(), ", ")}
	}
	return b.prepare(arguments)
}

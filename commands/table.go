package commands

import (
	"context"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Work is what remains of a command once its argument is decoded.
type Work func(context.Context) (any, error)

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
	d := c.Descriptor
	return Binding{id: d.ID, prepare: func(arguments []jsontext.Value) (Work, error) {
		arg, err := decode[A](&d, arguments)
		if err != nil {
			return nil, err
		}
		run := prepare(arg)
		return func(ctx context.Context) (any, error) {
			result, err := run(ctx)
			if _, none := any(result).(None); none || err != nil {
				return nil, err
			}
			return result, nil
		}, nil
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
	for _, d := range All() {
		if _, ok := t.byID[d.ID]; !ok {
			return nil, fmt.Errorf("making the table of commands: %s is declared but not bound", d.ID)
		}
	}
	return t, nil
}

// Prepare decodes the arguments of the command named id and gives what remains to
// be done. An unknown id or a bad argument is an [*ArgumentError].
func (t *Table) Prepare(id string, arguments []jsontext.Value) (Work, error) {
	b, ok := t.byID[id]
	if !ok {
		return nil, &ArgumentError{Command: "workspace/executeCommand", Problem: "unknown command; valid are " + strings.Join(IDs(), ", ")}
	}
	return b.prepare(arguments)
}

// Changes tells whether the command id changes something, so that its order among
// others matters.
func Changes(id string) bool {
	switch id {
	case SetMode.ID, UndoSwitch.ID, Clean.ID, ResetPrompt.ID:
		return true
	}
	return false
}

// AtOnce tells whether the command id only looks, asks nobody and takes no time.
func AtOnce(id string) bool { return id == Status.ID }

// IDs lists the ids of all commands, for executeCommandProvider.
func IDs() []string {
	all := All()
	ids := make([]string, len(all))
	for i, d := range all {
		ids[i] = d.ID
	}
	return ids
}

package commands

import (
	"context"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Binding is a command with the function that carries it out.
type Binding struct {
	id  string
	run func(ctx context.Context, arguments []jsontext.Value) (any, error)
}

// Bind joins a declaration and its implementation; the compiler sees to it that
// they agree about argument and result.
func Bind[A, R any](c Command[A, R], run func(context.Context, A) (R, error)) Binding {
	d := c.Descriptor
	return Binding{id: d.ID, run: func(ctx context.Context, arguments []jsontext.Value) (any, error) {
		arg, err := decode[A](&d, arguments)
		if err != nil {
			return nil, err
		}
		result, err := run(ctx, arg)
		if err != nil {
			return nil, err
		}
		if _, none := any(result).(None); none {
			return nil, nil
		}
		return result, nil
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

// Run carries out the command named id. An unknown id or a bad argument is an
// [*ArgumentError].
func (t *Table) Run(ctx context.Context, id string, arguments []jsontext.Value) (any, error) {
	b, ok := t.byID[id]
	if !ok {
		return nil, &ArgumentError{Command: "workspace/executeCommand", Problem: "unknown command; valid are " + strings.Join(IDs(), ", ")}
	}
	return b.run(ctx, arguments)
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

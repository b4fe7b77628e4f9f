package yaml

import (
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// only returns the edits that remove the only command of a list, or the only script. If
// there are none, a command that does nothing takes its place.
type only func(command *node) []report.Edit

// The format needs a command.
func required(*node) []report.Edit { return nil }

// The list can be left out.
func optional(command *node) []report.Edit {
	switch in := command.Parent(); {
	case in.Is(yamltree.Sequence):
		return yamltree.Remove(command)
	case in.Count() > onePair:
		return yamltree.RemoveKey(command)
	}
	return nil
}

// onePair is the count of a mapping with one key.
const onePair = 2

// The list can be empty.
func empty(command *node) []report.Edit {
	if command.Parent().Is(yamltree.Sequence) {
		return yamltree.RemoveKey(command)
	}
	return nil
}

// hooks lints a list of commands that can be left out.
func (l *linter) hooks(n *node, language string, scope *report.Scope) {
	l.commands(n, n, language, scope, optional)
}

// scripts lints a list of commands, which can have lists in it, or a single script.
func (l *linter) scripts(n *node, language string, scope *report.Scope) {
	l.commands(n, n, language, scope, required)
}

// commands lints the commands in n, which is a part of whole.
func (l *linter) commands(whole, n *node, language string, scope *report.Scope, last only) {
	switch {
	case n.Is(yamltree.Scalar):
		l.scriptIn(n, language, scope, func() []report.Edit { return last(whole) })
	case n.Is(yamltree.Mapping): // a command with options
		for _, key := range []string{"run", "cmd", "command", "script", "defer"} {
			l.commands(whole, n.Get(key), language, scope, last)
		}
	}
	if n.Is(yamltree.Sequence) && n.Count() > 1 {
		last = yamltree.Remove // others remain
	}
	for item := range n.Items() {
		if item.Tag != "!reference" {
			l.commands(item, item, language, scope, last)
		}
	}
}

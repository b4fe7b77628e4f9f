package jsonc

import "github.com/telemetry-ls/telemetry-ls/lint/internal/tree"

// tasks is the shape of tasks.json. A task has variants for systems.
func tasks() tree.Shape {
	var shape tree.Shape
	for _, base := range []string{"", "tasks/*/"} {
		for _, variant := range []string{"", "linux/", "osx/", "windows/"} {
			shape = append(shape, tree.Rule{Path: base + variant + "options/env/*", Lint: tree.Variable})
		}
	}
	return append(shape, tree.Rule{Path: "tasks/*", Lint: taskOfCode})
}

// taskOfCode lints the commands of a task of VS Code.
func taskOfCode(l *tree.Linter, item *tree.Item) {
	kind := text(item.Value.Get("type"))
	command(l, item.Value, kind, "sh")
	for _, system := range []string{"linux", "osx"} {
		if variant := item.Value.Get(system); variant != nil {
			command(l, variant, kind, "sh")
		}
	}
	if variant := item.Value.Get("windows"); variant != nil {
		command(l, variant, kind, "pwsh")
	}
}

// zedTask lints the command of a task of Zed.
func zedTask(l *tree.Linter, item *tree.Item) { command(l, item.Value, "shell", "sh") }

// command lints what a task runs: a script if it has no arguments and isn't of the kind
// that starts a process.
func command(l *tree.Linter, v *tree.Value, kind, shell string) {
	for _, item := range v.Items {
		if item.Key == "command" && item.Value.Kind == tree.String && kind != "process" && v.Get("args") == nil {
			tree.Required(shell)(l, item)
		}
	}
	tree.Program(l, &tree.Item{Value: v})
}

func text(v *tree.Value) string {
	if v == nil {
		return ""
	}
	return v.Text.Text
}

package toml

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tree"
)

// Mise lints the configuration of mise.
func Mise(r *report.Reporter, src report.Source, in report.Context) { lint(r, src, in, mise()) }

// Cargo lints .cargo/config.toml.
func Cargo(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, tree.Shape{{Path: "env/*", Lint: tree.Variable}})
}

// Python lints pyproject.toml.
func Python(r *report.Reporter, src report.Source, in report.Context) { lint(r, src, in, python()) }

// Pixi lints pixi.toml.
func Pixi(r *report.Reporter, src report.Source, in report.Context) { lint(r, src, in, pixi("")) }

// Netlify lints netlify.toml.
func Netlify(r *report.Reporter, src report.Source, in report.Context) { lint(r, src, in, netlify()) }

// Fly lints fly.toml.
func Fly(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, tree.Shape{
		{Path: "env/*", Lint: tree.Variable},
		{Path: "build/args/*", Lint: tree.Variable},
		{Path: "processes/*", Lint: tree.Required("sh")},
		{Path: "deploy/release_command", Lint: tree.Script("sh")},
	})
}

// Air lints the configuration of air, which rebuilds a program when a file changes.
func Air(r *report.Reporter, src report.Source, in report.Context) { lint(r, src, in, air()) }

// Containers lints containers.conf of podman.
func Containers(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, tree.Shape{
		{Path: "containers/env/*", Lint: tree.Variable},
		{Path: "engine/env/*", Lint: tree.Variable},
	})
}

// Helix lints languages.toml of Helix.
func Helix(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, tree.Shape{
		{Path: "language-server/*/environment/*", Lint: tree.Variable},
		{Path: "language-server/*/config/env/*", Lint: tree.Variable},
		{Path: "language-server/*/config/build.env/*", Lint: tree.Variable},
	})
}

// Codex lints config.toml of Codex.
func Codex(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, tree.Shape{
		{Path: "mcp_servers/*", Lint: tree.Program},
		{Path: "mcp_servers/*/env/*", Lint: tree.Variable},
		{Path: "shell_environment_policy/set/*", Lint: tree.Variable},
	})
}

// Other lints a fence of Markdown. A document shows TOML that is on its subject, so the
// tables tell enough.
func Other(r *report.Reporter, src report.Source, in report.Context) {
	if !r.Markdown {
		return
	}
	lint(r, src, in, append(append(append(mise(), python()...), netlify()...), air()...))
}

func mise() tree.Shape {
	return tree.Shape{
		{Path: "env/*", Lint: miseVariable},
		{Path: "env/*/*", Lint: miseVariable}, // [[env]]
		{Path: "tools/*/install_env/*", Lint: miseVariable},
		{Path: "tasks/*/env/*", Lint: miseVariable},
		{Path: "tasks/*", Lint: tree.Task("sh")},
		{Path: "tasks/*/run", Lint: tree.TaskCommand("sh")},
		{Path: "tasks/*/run_windows", Lint: tree.TaskCommand("cmd")},
		{Path: "hooks/*", Lint: tree.Script("sh")},
	}
}

// miseVariable is a variable that false unsets.
func miseVariable(l *tree.Linter, item *tree.Item) {
	if v := item.Value; v.Kind != tree.Other || v.Text.Text != "false" {
		tree.Variable(l, item)
	}
}

func python() tree.Shape {
	shape := tree.Shape{
		{Path: "tool/hatch/envs/*/env-vars/*", Lint: tree.Variable},
		{Path: "tool/hatch/envs/*/scripts/*", Lint: tree.Task("sh")},
		{Path: "tool/pdm/scripts/*/env/*", Lint: tree.Variable},
		{Path: "tool/pdm/scripts/*", Lint: tree.Task("sh")},
		{Path: "tool/pdm/scripts/*/cmd", Lint: tree.TaskProgram},
		{Path: "tool/pdm/scripts/*/shell", Lint: tree.TaskCommand("sh")},
		{Path: "tool/poe/env/*", Lint: tree.Variable},
		{Path: "tool/poe/tasks/*/env/*", Lint: tree.Variable},
		{Path: "tool/poe/tasks/*", Lint: tree.Task("sh")},
		{Path: "tool/poe/tasks/*/cmd", Lint: tree.TaskProgram},
		{Path: "tool/poe/tasks/*/shell", Lint: tree.TaskCommand("sh")},
		{Path: "tool/pytest_env/*", Lint: tree.Variable},
		{Path: "tool/pytest/ini_options/env/*", Lint: pytestVariable},
		{Path: "tool/tox/env_run_base/set_env/*", Lint: tree.Variable},
		{Path: "tool/tox/env/*/set_env/*", Lint: tree.Variable},
		{Path: "tool/taskipy/tasks/*", Lint: tree.Task("sh")},
	}
	for _, system := range []string{"", "linux/", "macos/", "windows/", "overrides/*/"} {
		base := "tool/cibuildwheel/" + system
		shape = append(shape, tree.Shape{
			{Path: base + "environment/*", Lint: tree.Variable},
			{Path: base + "environment", Lint: tree.Assignments},
			{Path: base + "before-all", Lint: tree.Script("sh")},
			{Path: base + "before-build", Lint: tree.Script("sh")},
		}...)
	}
	return append(shape, pixi("tool/pixi/")...)
}

// pytestVariable is a variable that can have flags before its name, as in D:NAME=value.
func pytestVariable(l *tree.Linter, item *tree.Item) {
	v := *item.Value
	for strings.HasPrefix(v.Text.Text, "D:") || strings.HasPrefix(v.Text.Text, "R:") {
		v.Text = v.Text.Slice(len("D:"), v.Text.Len())
	}
	plain := *item
	plain.Value = &v
	tree.Variable(l, &plain)
}

func pixi(base string) tree.Shape {
	return tree.Shape{
		{Path: base + "activation/env/*", Lint: tree.Variable},
		{Path: base + "target/*/activation/env/*", Lint: tree.Variable},
		{Path: base + "feature/*/activation/env/*", Lint: tree.Variable},
		{Path: base + "tasks/*/env/*", Lint: tree.Variable},
		{Path: base + "tasks/*", Lint: tree.Task("sh")},
		{Path: base + "tasks/*/cmd", Lint: tree.TaskProgram},
	}
}

func netlify() tree.Shape {
	return tree.Shape{
		{Path: "build/environment/*", Lint: tree.Variable},
		{Path: "build/command", Lint: tree.Script("sh")},
		{Path: "context/*/environment/*", Lint: tree.Variable},
		{Path: "context/*/command", Lint: tree.Script("sh")},
	}
}

func air() tree.Shape {
	return tree.Shape{
		{Path: "build/cmd", Lint: tree.Script("sh")},
		{Path: "build/bin", Lint: tree.Script("sh")},
		{Path: "build/full_bin", Lint: tree.Script("sh")},
		{Path: "build/pre_cmd", Lint: tree.Script("sh")},
		{Path: "build/post_cmd", Lint: tree.Script("sh")},
	}
}

package jsonc

import (
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tree"
)

// Devcontainer lints devcontainer.json and devcontainer-feature.json.
func Devcontainer(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, append(under("customizations/vscode/settings/", settings()), devcontainer()...))
}

// Settings lints the settings of VS Code, of a user or a folder.
func Settings(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, settings())
}

// Workspace lints the *.code-workspace files of VS Code.
func Workspace(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, append(under("settings/", settings()), append(under("tasks/", tasks()), under("launch/", launch())...)...))
}

// Tasks lints tasks.json of VS Code.
func Tasks(r *report.Reporter, src report.Source, in report.Context) { lint(r, src, in, tasks()) }

// Launch lints launch.json of VS Code.
func Launch(r *report.Reporter, src report.Source, in report.Context) { lint(r, src, in, launch()) }

// Zed lints settings.json of Zed.
func Zed(r *report.Reporter, src report.Source, in report.Context) { lint(r, src, in, zed()) }

// ZedTasks lints tasks.json and debug.json of Zed, which are lists.
func ZedTasks(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, tree.Shape{
		{Path: "*", Lint: zedTask},
		{Path: "*/env/*", Lint: tree.Variable},
		{Path: "*/build/env/*", Lint: tree.Variable},
	})
}

// Agent lints the settings of coding agents, such as .claude/settings.json.
func Agent(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, append(servers(), tree.Shape{
		{Path: "env/*", Lint: tree.Variable},
		{Path: "hooks/*/*/hooks/*/command", Lint: tree.Required("sh")},
		{Path: "statusLine/command", Lint: tree.Required("sh")},
	}...))
}

// Package lints package.json and composer.json.
func Package(r *report.Reporter, src report.Source, in report.Context) { lint(r, src, in, scripts()) }

// Deno lints deno.json.
func Deno(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, tree.Shape{
		{Path: "tasks/*", Lint: tree.Task("sh")},
		{Path: "tasks/*/command", Lint: tree.TaskCommand("sh")},
	})
}

// Devbox lints devbox.json.
func Devbox(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, tree.Shape{
		{Path: "env/*", Lint: tree.Variable},
		{Path: "shell/init_hook", Lint: tree.Script("sh")},
		{Path: "shell/scripts/*", Lint: tree.Task("sh")},
	})
}

// Other lints any other file. In Markdown, few keys tell enough, because a document shows
// JSON that is on its subject.
func Other(r *report.Reporter, src report.Source, in report.Context) {
	shape := append(settings(), servers()[:unmistakable]...)
	shape = append(shape, under("settings/", settings())...)
	shape = append(shape, under("customizations/vscode/settings/", settings())...)
	shape = append(shape, devcontainer()[:unmistakable]...)
	if r.Markdown {
		shape = append(append(shape, devcontainer()...), servers()...)
		shape = append(append(append(shape, tasks()...), launch()...), scripts()...)
	}
	lint(r, src, in, shape)
}

// under returns a shape below a path.
func under(path string, shape tree.Shape) tree.Shape {
	below := make(tree.Shape, len(shape))
	for i, rule := range shape {
		below[i] = tree.Rule{Path: path + rule.Path, Lint: rule.Lint}
	}
	return below
}

// unmistakable is the number of rules at the start of a shape whose keys no other kind of
// file has.
const unmistakable = 4

func devcontainer() tree.Shape {
	return tree.Shape{
		{Path: "containerEnv/*", Lint: tree.Variable},
		{Path: "remoteEnv/*", Lint: tree.Variable},
		{Path: "onCreateCommand", Lint: tree.Command},
		{Path: "updateContentCommand", Lint: tree.Command},
		{Path: "postCreateCommand", Lint: tree.Command},
		{Path: "postAttachCommand", Lint: tree.Command},
		{Path: "postStartCommand", Lint: tree.Command},
		{Path: "initializeCommand", Lint: tree.Command},
		{Path: "build/args/*", Lint: tree.Variable},
		{Path: "runArgs", Lint: tree.Arguments("docker run")},
	}
}

func settings() tree.Shape {
	shape := tree.Shape{
		{Path: "go.toolsEnvVars/*", Lint: tree.Variable},
		{Path: "go.testEnvVars/*", Lint: tree.Variable},
		{Path: "gopls/build.env/*", Lint: tree.Variable},
		{Path: "gopls/env/*", Lint: tree.Variable},
		{Path: "gopls.build.env/*", Lint: tree.Variable},
		{Path: "gopls.env/*", Lint: tree.Variable},
		{Path: "code-runner.executorMap/*", Lint: tree.Script("sh")},
	}
	for _, system := range []string{"linux", "osx", "windows"} {
		shape = append(shape, tree.Shape{
			{Path: "terminal.integrated.env." + system + "/*", Lint: tree.Variable},
			{Path: "terminal.integrated.profiles." + system + "/*/env/*", Lint: tree.Variable},
			{Path: "terminal.integrated.automationProfile." + system + "/env/*", Lint: tree.Variable},
		}...)
	}
	shape = append(shape, under("launch/", launch())...)
	shape = append(shape, under("tasks/", tasks())...)
	return append(shape, under("mcp/", servers())...)
}

func launch() tree.Shape {
	shape := tree.Shape{{Path: "configurations/*/env/*", Lint: tree.Variable}}
	for _, system := range []string{"linux", "osx", "windows"} {
		shape = append(shape, tree.Rule{Path: "configurations/*/" + system + "/env/*", Lint: tree.Variable})
	}
	return shape
}

// MCP lints mcp.json, which lists servers.
func MCP(r *report.Reporter, src report.Source, in report.Context) { lint(r, src, in, servers()) }

func servers() tree.Shape {
	return tree.Shape{
		{Path: "mcpServers/*", Lint: tree.Program},
		{Path: "mcpServers/*/env/*", Lint: tree.Variable},
		{Path: "projects/*/mcpServers/*", Lint: tree.Program},
		{Path: "projects/*/mcpServers/*/env/*", Lint: tree.Variable},
		{Path: "servers/*", Lint: tree.Program},
		{Path: "servers/*/env/*", Lint: tree.Variable},
	}
}

func scripts() tree.Shape { return tree.Shape{{Path: "scripts/*", Lint: tree.Task("sh")}} }

func zed() tree.Shape {
	return tree.Shape{
		{Path: "terminal/env/*", Lint: tree.Variable},
		{Path: "lsp/*/env/*", Lint: tree.Variable},
		{Path: "lsp/*/binary/env/*", Lint: tree.Variable},
		{Path: "lsp/*/settings/env/*", Lint: tree.Variable},
		{Path: "lsp/*/settings/build.env/*", Lint: tree.Variable},
		{Path: "lsp/*/initialization_options/env/*", Lint: tree.Variable},
		{Path: "lsp/*/initialization_options/build.env/*", Lint: tree.Variable},
		{Path: "context_servers/*/env/*", Lint: tree.Variable},
		{Path: "agent_servers/*/env/*", Lint: tree.Variable},
	}
}

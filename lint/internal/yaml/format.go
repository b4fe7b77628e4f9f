package yaml

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// Format is a format in which the keys tell what is an environment or a script, wherever
// they are. The lists of keys are separated by spaces.
type Format struct {
	env      string // environments
	script   string // scripts, or lists of commands
	hook     string // scripts that can be left out
	args     string // lists of arguments
	image    string // the container image for what is beside and below it
	skip     string // what holds none of these
	pipeline bool   // it runs in CI, so scripts have a scope
}

// The formats, by their programs.
var (
	Ansible    = Format{env: "environment", script: "shell command raw ansible.builtin.shell ansible.builtin.command ansible.builtin.raw", skip: "vars"}
	AppEngine  = Format{env: "env_variables build_env_variables"}
	Bitbucket  = Format{script: "script", hook: "after-script", image: "image", skip: "caches services", pipeline: true}
	Buildkite  = Format{env: "env environment", script: "command commands", image: "image", skip: "matrix", pipeline: true}
	Cirrus     = Format{env: "env environment", script: "script *_script", image: "image", skip: "matrix", pipeline: true}
	CloudBuild = Format{env: "env", script: "script", args: "args", image: "name", skip: "substitutions", pipeline: true}
	CodeBuild  = Format{env: "variables", script: "commands", pipeline: true}
	Drone      = Format{env: "environment", script: "commands", image: "image", skip: "matrix settings when", pipeline: true}
	Flatpak    = Format{env: "env", script: "build-commands"}
	Gitpod     = Format{env: "env", hook: "before init command prebuild"}
	Goreleaser = Format{env: "env", hook: "hooks pre post before after cmd", skip: "ldflags gcflags"}
	Lefthook   = Format{env: "env", script: "run"}
	Melange    = Format{env: "environment", script: "runs"}
	Process    = Format{env: "environment env", script: "command shell"} // of process-compose and mprocs
	Render     = Format{env: "envVars", script: "buildCommand startCommand"}
	Semaphore  = Format{env: "env_vars", script: "commands", pipeline: true}
	Serverless = Format{env: "environment"}
	Snapcraft  = Format{env: "environment build-environment", script: "override-build override-pull override-prime override-stage"}

	// bare is a part of a file of any kind, as documentation shows it.
	bare = Format{env: "env environment variables", script: "run script commands cmds command before_script after_script", skip: "matrix parameters inputs outputs metadata data vars"}
)

// Lint lints files of the format.
func (f Format) Lint(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, f.read)
}

func (f Format) read(l *linter, root *node) { f.node(l, root, false) }

// node reads a node at any depth. golang says that the container there has Go.
func (f Format) node(l *linter, n *node, golang bool) {
	for item := range n.Items() {
		f.node(l, item, golang)
	}
	if image := n.Get(f.image); image != nil && f.image != "" {
		if name := image.Get("name"); name != nil {
			image = name
		}
		golang = hasGo(image.String())
	}
	in := f.place(n, golang)
	f.arguments(l, n, in.scope)
	each(n, func(key string, value *node) {
		switch {
		case has(f.env, key):
			l.env(value, in)
			f.node(l, value, golang) // melange has an environment in the environment
		case has(f.script, key):
			l.scripts(value, "", in.scope)
			f.node(l, value, golang) // a command can have an environment
		case has(f.hook, key):
			l.hooks(value, "", in.scope)
			f.node(l, value, golang)
		case !has(f.skip, key):
			f.node(l, value, golang)
		}
	})
}

// arguments reports the arguments in a mapping, after the program or the image that gets
// them.
func (f Format) arguments(l *linter, n *node, scope *report.Scope) {
	args := n.Get(f.args)
	if f.args == "" || !args.Is(yamltree.Sequence) || !l.once(args) {
		return
	}
	program := n.Get("entrypoint")
	if program == nil {
		program = n.Get(f.image)
	}
	l.arguments(scope, program, args)
}

// place returns how to turn telemetry off in the commands of a mapping.
func (f Format) place(n *node, golang bool) place {
	if !f.pipeline {
		return place{}
	}
	in := place{scope: &report.Scope{Go: golang}}
	for key, value := range n.Pairs() {
		if !has(f.script, key.String()) {
			continue
		}
		commands := value.Resolve()
		in.scope.Off = in.scope.Off || turnsOff(strings.Join(commands.Strings(), "\n"))
		if in.instead == nil && golang {
			in.instead = turnOffIn(commands)
		}
	}
	return in
}

// has reports whether a list has a word, or a pattern such as *_script for it.
func has(list, word string) bool {
	if in(list, word) {
		return true
	}
	at := strings.LastIndexByte(word, '_')
	return at > 0 && in(list, "*"+word[at:])
}

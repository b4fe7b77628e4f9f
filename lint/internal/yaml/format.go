package yaml

import (
	"path"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
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
	noShell  bool   // some commands run without a shell
}

// The formats, by their programs.
var (
	Ansible    = Format{env: "environment", script: "shell command raw ansible.builtin.shell ansible.builtin.command ansible.builtin.raw", skip: "vars", noShell: true}
	AppEngine  = Format{env: "env_variables build_env_variables"}
	Bitbucket  = Format{script: "script", hook: "after-script", image: "image", skip: "caches services", pipeline: true}
	Buildkite  = Format{env: "env environment", script: "command commands", image: "image", skip: "matrix", pipeline: true}
	Cirrus     = Format{env: "env environment", script: "script *_script", image: "image", skip: "matrix", pipeline: true}
	CloudBuild = Format{env: "env", script: "script", args: "args", image: "name", skip: "substitutions", pipeline: true}
	CodeBuild  = Format{env: "variables", script: "commands", hook: "finally", pipeline: true}
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

func (f Format) read(l *linter, root *node) {
	if f.pipeline {
		defer l.r.InPipeline()()
	}
	l.noShell = f.noShell
	f.node(l, root, false)
}

// node reads a node at any depth. hasGo says that the container there has Go.
func (f Format) node(l *linter, n *node, hasGo bool) {
	for item := range n.Items() {
		f.node(l, item, hasGo)
	}
	if image := f.container(n); image != "" {
		hasGo = golang.Image(image) == golang.Current
	}
	in := f.place(n, hasGo)
	f.arguments(l, n, in.scope)
	each(n, func(key string, value *node) {
		switch {
		case has(f.env, key):
			l.env(value, in)
			f.node(l, value, hasGo) // melange has an environment in the environment
		case has(f.script, key):
			l.scripts(value, "", in.scope)
			f.node(l, value, hasGo) // a command can have an environment
		case has(f.hook, key):
			l.hooks(value, "", in.scope)
			f.node(l, value, hasGo)
		case !has(f.skip, key):
			f.node(l, value, hasGo)
		}
	})
}

// container returns the image in which the commands of a mapping run, if it says so. It
// is unknown for other machines.
func (f Format) container(n *node) string {
	if f.image == "" {
		return ""
	}
	if image := imageName(n.Get(f.image)); image != "" {
		return image
	}
	for key, value := range n.Pairs() {
		switch name := key.String(); {
		case name == "container", strings.HasSuffix(name, "_container"), strings.HasSuffix(name, "_instance"): // of Cirrus
			if image := imageName(value.Resolve().Get("image")); image != "" {
				return image
			}
			return name
		case name == "plugins": // of Buildkite
			if image := pluginImage(value.Resolve()); image != "" {
				return image
			}
		}
	}
	return ""
}

func imageName(image *node) string {
	if name := image.Get("name"); name != nil {
		image = name
	}
	return image.String()
}

// pluginImage returns the image of a plugin that runs the commands in a container.
func pluginImage(plugins *node) string {
	for plugin := range plugins.Items() {
		for name, options := range plugin.Pairs() {
			if strings.HasPrefix(name.String(), "docker#") {
				return imageName(options.Resolve().Get("image"))
			}
		}
	}
	return ""
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
		// The image of Go has no program of its own, but others made from it do.
		if golang.Image(program.String()) != golang.Unknown && !in(goCommands, args.First().String()) {
			program = nil
		}
	}
	l.arguments(scope, n, program, args)
}

// place returns how to turn telemetry off in the commands of a mapping.
func (f Format) place(n *node, hasGo bool) place {
	if !f.pipeline {
		return place{}
	}
	in := place{scope: &report.Scope{Go: hasGo}}
	for key, value := range n.Pairs() {
		commands := value.Resolve()
		if f.args != "" && key.String() == f.args {
			commands = shellArgument(n, commands)
		} else if !has(f.script, key.String()) {
			continue
		}
		in.scope.Off = in.scope.Off || turnsOff(strings.Join(commands.Strings(), "\n"))
		if in.instead == nil && hasGo {
			in.instead = turnOffIn(commands)
		}
	}
	return in
}

// shellArgument returns the script in the arguments of a shell, as in bash -c "...", or nil.
func shellArgument(n, args *node) *node {
	var script *node
	words := n.Get("entrypoint").Strings()
	for item := range args.Items() {
		script = item
		words = append(words, item.String())
	}
	const least = 3
	if len(words) != least || !in("sh bash ash dash", path.Base(words[0])) || !strings.HasSuffix(words[1], "c") || words[1][0] != '-' {
		return nil
	}
	return script
}

// has reports whether a list has a word, or a pattern such as *_script for it.
func has(list, word string) bool {
	if in(list, word) {
		return true
	}
	at := strings.LastIndexByte(word, '_')
	return at > 0 && in(list, "*"+word[at:])
}

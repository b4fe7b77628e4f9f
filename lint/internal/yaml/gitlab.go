package yaml

import (
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// GitLab lints pipelines of GitLab.
func GitLab(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, gitLab)
}

// gitLabGlobals are the keys of a pipeline that are no jobs.
const gitLabGlobals = "default image services variables stages types workflow include cache before_script after_script spec"

func gitLab(l *linter, root *node) {
	defer l.r.InPipeline()()
	l.root = root
	l.env(root.Get("variables"), above())
	l.gitLabRules(root.Get("workflow"))
	for _, shared := range []*node{root, root.Get("default")} {
		l.gitLabServices(shared)
		for _, key := range []string{"before_script", "after_script"} {
			l.hooks(shared.Get(key), "sh", &report.Scope{})
		}
	}
	each(root, func(name string, job *node) {
		if !in(gitLabGlobals, name) && job.Is(yamltree.Mapping) {
			l.gitLabJob(root, job)
		}
	})
}

func (l *linter) gitLabJob(root, job *node) {
	script := job.Get("script")
	scope := &report.Scope{Go: gitLabHasGo(root, job), Off: turnsOff(strings.Join(script.Strings(), "\n"))}
	in := place{scope: scope, remove: unlessAlone(job)}
	if scope.Go {
		in.instead = turnOffIn(script)
	}
	l.env(job.Get("variables"), in)
	l.gitLabRules(job)
	l.gitLabServices(job)
	language := "sh"
	if strings.Contains(strings.ToLower(strings.Join(job.Get("tags").Strings(), " ")), "windows") {
		language = "pwsh"
	}
	l.gitLabHook(root, job, "before_script", language, scope)
	l.scripts(script, language, scope)
	l.gitLabHook(root, job, "after_script", language, scope)
	l.hooks(job.Get("hooks", "pre_get_sources_script"), language, &report.Scope{})
}

// unlessAlone returns how to remove a variable of a job or a rule, which GitLab refuses if
// they are empty.
func unlessAlone(in *node) func(variable *node) []report.Edit {
	if in.Count() == onePair {
		return yamltree.RemoveKey
	}
	return yamltree.Remove
}

// onlyOfHidden reports whether a variable is all that a hidden job of GitLab has, as in
// .env: &env {X: y}. An empty job is an error.
func (l *linter) onlyOfHidden(variable *node) bool {
	job := variable.Parent()
	return l.root != nil && job.Is(yamltree.Mapping) && job.Count() == onePair && job.Parent() == l.root && !in(gitLabGlobals, job.Key())
}

// gitLabHook lints the commands before or after a script. If a job has them in place of
// others, an empty list has to remain.
func (l *linter) gitLabHook(root, job *node, key, language string, scope *report.Scope) {
	last := optional
	if job.Count() == onePair || job.Get("extends") != nil || root.Get(key) != nil || root.Get("default", key) != nil {
		last = empty
	}
	hook := job.Get(key)
	l.commands(hook, hook, language, scope, last)
}

// gitLabRules reports the variables that rules set.
func (l *linter) gitLabRules(job *node) {
	for rule := range job.Get("rules").Items() {
		l.env(rule.Get("variables"), place{scope: &report.Scope{}, remove: unlessAlone(rule)})
	}
}

// gitLabServices reports the variables of service containers.
func (l *linter) gitLabServices(job *node) {
	for service := range job.Get("services").Items() {
		l.env(service.Get("variables"), elsewhere())
	}
}

// gitLabHasGo reports whether the image of a job has Go with the telemetry command.
func gitLabHasGo(root, job *node) bool {
	image, known := gitLabImage(root, job, maxExtends)
	for _, shared := range []*node{root.Get("default"), root} {
		if image == "" && known {
			image = imageName(shared.Get("image"))
		}
	}
	return golang.Image(expand(image, job.Get("variables"), root.Get("variables"))) == golang.Current
}

// maxExtends bounds how many jobs a job extends, one after the other. GitLab allows fewer.
const maxExtends = 12

// gitLabImage returns the image that a job has itself or from the jobs that it extends. The
// last of them wins. It isn't known if one of them is in another file.
func gitLabImage(root, job *node, depth int) (image string, known bool) {
	if image = imageName(job.Get("image")); image != "" {
		return image, true
	}
	if job == nil || depth == 0 {
		return "", false
	}
	for _, name := range slices.Backward(job.Get("extends").Strings()) {
		if image, known = gitLabImage(root, root.Get(name), depth-1); image != "" || !known {
			return image, known
		}
	}
	return "", true
}

// expand replaces a variable in a text, such as golang:$GO_VERSION or golang:${GO_VERSION}-alpine.
func expand(text string, scopes ...*node) string {
	before, rest, ok := strings.Cut(text, "$")
	if !ok {
		return text
	}
	name := strings.TrimPrefix(rest, "{")
	end := 0
	for end < len(name) && report.IsIdentifier(name[:end+1]) {
		end++
	}
	for _, scope := range scopes {
		value := scope.Get(name[:end])
		if value.Is(yamltree.Mapping) {
			value = value.Get("value")
		}
		if value != nil {
			return before + value.String() + strings.TrimPrefix(name[end:], "}")
		}
	}
	return text
}

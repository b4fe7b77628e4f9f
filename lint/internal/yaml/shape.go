package yaml

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// Lint lints a YAML file whose name doesn't tell its format. What it has does, or it is
// of no format that is known here. In Markdown a part of a file is enough.
func Lint(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, func(l *linter, root *node) {
		if read := shape(root); read != nil {
			read(l, root)
		} else if r.Markdown {
			part(l, root)
		}
	})
}

// shape returns the reader of a document, or nil.
func shape(root *node) document {
	if root.Is(yamltree.Sequence) {
		if isAnsible(root) {
			return Ansible.read
		}
		return nil
	}
	has := func(keys ...string) bool {
		for _, key := range keys {
			if root.Get(key) == nil {
				return false
			}
		}
		return true
	}
	switch {
	case has("apiVersion", "kind"):
		return kubernetes
	case root.Get("kind").String() == "pipeline":
		return Drone.read
	case root.Get("runs", "using") != nil:
		return gitHub
	case has("version", "tasks") && anyValue(root.Get("tasks"), "cmds cmd deps"):
		return taskfile
	case has("package", "pipeline"):
		return Melange.read
	case has("parts") && anyValue(root.Get("parts"), "plugin"):
		return Snapcraft.read
	case has("runtime", "env_variables"):
		return AppEngine.read
	case has("modules") && (has("app-id") || has("id")):
		return Flatpak.read
	case anyValue(root.Get("services"), "image build"):
		return compose
	}
	return pipeline(root)
}

// pipeline returns the reader of a pipeline, or nil.
func pipeline(root *node) document {
	jobs := root.Get("jobs")
	switch {
	case anyValue(jobs, "runs-on"):
		return gitHub
	case anyValue(jobs, "docker machine executor macos"):
		return circleCI
	case anyItem(jobs, "job deployment template"), anyItem(root.Get("stages"), "stage"), anyItem(root.Get("steps"), "task script bash pwsh powershell"):
		return azure
	case anyItem(root.Get("steps"), "args entrypoint") && anyItem(root.Get("steps"), "name"):
		return CloudBuild.read
	case isGitLab(root):
		return gitLab
	}
	return nil
}

// isGitLab reports whether a document has a job of GitLab.
func isGitLab(root *node) bool {
	for _, job := range root.Pairs() {
		if job = job.Resolve(); job.Get("script") != nil {
			for _, key := range []string{"stage", "image", "tags", "rules", "only", "extends", "before_script"} {
				if job.Get(key) != nil {
					return true
				}
			}
			if root.Get("stages") != nil || root.Get("image") != nil {
				return true
			}
		}
	}
	return false
}

// isAnsible reports whether a document is a list of plays or tasks.
func isAnsible(root *node) bool {
	for item := range root.Items() {
		if item.Get("hosts") != nil {
			return true
		}
		for k := range item.Pairs() {
			if strings.HasPrefix(k.String(), "ansible.builtin.") || item.Get("name") != nil && in("shell command register become", k.String()) {
				return true
			}
		}
	}
	return false
}

// anyValue reports whether a value of a mapping has one of the keys.
func anyValue(n *node, keys string) bool {
	for _, v := range n.Pairs() {
		if hasKey(v.Resolve(), keys) {
			return true
		}
	}
	return false
}

// anyItem reports whether an element of a sequence has one of the keys.
func anyItem(n *node, keys string) bool {
	for item := range n.Items() {
		if hasKey(item, keys) {
			return true
		}
	}
	return false
}

func hasKey(n *node, keys string) bool {
	for key := range strings.FieldsSeq(keys) {
		if n.Get(key) != nil {
			return true
		}
	}
	return false
}

// part lints a part of a file, such as some steps of a workflow or only an environment.
func part(l *linter, root *node) {
	if anyItem(root, "uses") || anyItem(root.Get("steps"), "uses run") || anyValue(root, "runs-on") {
		l.in.Scope = &report.Scope{}
		defer l.r.InPipeline()()
	}
	format := bare
	format.pipeline = l.in.Scope != nil
	format.read(l, root)
}

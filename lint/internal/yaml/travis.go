package yaml

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// Travis lints pipelines of Travis CI.
func Travis(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, travis)
}

func travis(l *linter, root *node) {
	defer l.r.InPipeline()()
	versions := root.Get("go").Strings()
	hasGo := root.Get("language").String() == "go" && golang.AllCurrent(versions)
	scope := &report.Scope{Go: hasGo}
	l.travisEnv(root.Get("env"), ofJobs())
	l.travisScripts(root, scope)
	for _, key := range []string{"jobs", "matrix"} {
		for job := range root.Get(key, "include").Items() {
			l.travisEnv(job.Get("env"), above())
			l.travisScripts(job, &report.Scope{Go: hasGo && job.Get("go") == nil, Off: scope.Off})
		}
	}
}

// travisScripts lints the scripts of a job. Without one of its own for install or script,
// Travis runs a default.
func (l *linter) travisScripts(job *node, scope *report.Scope) {
	for _, key := range []string{"before_install", "install", "before_script", "script", "after_success", "after_failure", "after_script"} {
		if key == "install" || key == "script" {
			l.scripts(job.Get(key), "sh", scope)
		} else {
			l.hooks(job.Get(key), "sh", scope)
		}
	}
}

// travisEnv reports an environment, whose strings can have several assignments.
func (l *linter) travisEnv(n *node, in place) {
	switch {
	case n.Is(yamltree.Mapping):
		if n.Get("global") == nil && n.Get("jobs") == nil && n.Get("matrix") == nil {
			l.env(n, in)
		}
		l.travisEnv(n.Get("global"), above())
		l.travisEnv(n.Get("jobs"), ofJobs())
		l.travisEnv(n.Get("matrix"), ofJobs())
	case n.Is(yamltree.Sequence):
		for item := range n.Items() {
			l.travisEnv(item, in)
		}
	case n != nil && l.once(n):
		if strings.ContainsAny(strings.TrimSpace(n.Text), " \t") {
			l.assignments(n)
		} else {
			l.item(n, in)
		}
	}
}

// assignments reports a string with assignments that blanks separate.
func (l *linter) assignments(n *node) {
	words := words(n)
	remove := func(i int) []report.Edit {
		if i+1 < len(words) {
			return []report.Edit{{Start: words[i].Start, End: words[i+1].Start}}
		}
		return []report.Edit{{Start: words[i-1].End, End: words[i].End}}
	}
	for i, w := range words {
		name, value, ok := w.Assignment()
		if !ok || !report.IsName(name) {
			continue
		}
		l.r.Set(report.Set{
			Name: name, Value: strings.Trim(value, `"'`), Constant: w.Constant, Start: w.Start, End: w.End,
			Remove: n.Valid(remove(i)),
		}, &report.Scope{})
	}
}

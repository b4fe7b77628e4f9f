package yaml

import "github.com/telemetry-ls/telemetry-ls/lint/internal/report"

// SourceHut lints build manifests of SourceHut.
func SourceHut(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, func(l *linter, root *node) {
		defer r.InPipeline()()
		l.env(root.Get("environment"), above())
		for task := range root.Get("tasks").Items() {
			each(task, func(_ string, script *node) { l.script(script, "", &report.Scope{}) })
		}
	})
}

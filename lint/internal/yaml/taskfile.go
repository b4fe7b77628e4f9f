package yaml

import (
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// Taskfile lints the files of the task runner Task.
func Taskfile(r *report.Reporter, src report.Source, in report.Context) {
	in.Scope = nil
	lint(r, src, in, taskfile)
}

func taskfile(l *linter, root *node) {
	l.env(root.Get("env"), place{})
	each(root.Get("tasks"), func(_ string, task *node) {
		l.env(task.Get("env"), place{})
		if !task.Is(yamltree.Mapping) {
			l.commands(task, task, "sh", nil, empty)
			return
		}
		cmds := task.Get("cmds")
		l.commands(cmds, cmds, "sh", nil, empty)
		l.script(task.Get("cmd"), "sh", nil)
	})
}

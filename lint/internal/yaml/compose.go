package yaml

import (
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Compose lints compose files of Docker.
func Compose(r *report.Reporter, src report.Source, in report.Context) {
	in.Scope = nil
	lint(r, src, in, compose)
}

func compose(l *linter, root *node) {
	each(root.Get("services"), func(_ string, service *node) {
		l.env(service.Get("environment"), place{})
		l.env(service.Get("build", "args"), place{})
		for _, key := range []string{"entrypoint", "command"} {
			l.command(service.Get(key), nil)
		}
		l.healthcheck(service.Get("healthcheck", "test"))
		for _, hook := range []string{"post_start", "pre_stop"} {
			for item := range service.Get(hook).Items() {
				l.env(item.Get("environment"), place{})
				l.command(item.Get("command"), nil)
			}
		}
	})
}

// healthcheck reports the command of a check, which is a script or a list with its kind first.
func (l *linter) healthcheck(test *node) {
	l.script(test, "sh", nil)
	if kind := test.First(); kind.String() == "CMD-SHELL" {
		for item := range test.Items() {
			l.script(item, "sh", nil)
		}
	}
}

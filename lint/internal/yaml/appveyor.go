package yaml

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// AppVeyor lints pipelines of AppVeyor.
func AppVeyor(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, func(l *linter, root *node) {
		defer r.InPipeline()()
		language := appVeyorShell(root, "cmd")
		l.appVeyor(root, language)
		for part := range root.Get("for").Items() {
			l.appVeyor(part, appVeyorShell(part, language))
		}
	})
}

// appVeyorShell returns the language of commands that don't name one. It depends on the
// image, which is of Windows if none is named.
func appVeyorShell(part *node, language string) string {
	images := part.Get("image").Strings()
	if images == nil {
		for only := range part.Get("matrix", "only").Items() {
			images = append(images, only.Get("image").Strings()...)
		}
	}
	for _, image := range images {
		language = "cmd"
		if image = strings.ToLower(image); strings.Contains(image, "ubuntu") || strings.Contains(image, "macos") {
			language = "sh"
		}
		if language == "cmd" {
			break
		}
	}
	return language
}

// appVeyorHooks are the lists of commands that can be left out. Without one of the others,
// AppVeyor looks for what to do.
const (
	appVeyorHooks   = "init install before_build after_build before_test after_test before_package before_deploy after_deploy on_success on_failure on_finish"
	appVeyorScripts = "build_script test_script deploy_script"
)

func (l *linter) appVeyor(part *node, language string) {
	environment := part.Get("environment")
	l.env(environment, above())
	l.env(environment.Get("global"), above())
	l.env(environment.Get("matrix"), ofJobs())
	each(part, func(key string, commands *node) {
		switch {
		case in(appVeyorHooks, key):
			l.appVeyorCommands(commands, language, optional)
		case in(appVeyorScripts, key):
			l.appVeyorCommands(commands, language, required)
		}
	})
}

// appVeyorCommands lints commands that can have the name of their shell as a key.
func (l *linter) appVeyorCommands(n *node, language string, last only) {
	for item := range n.Items() {
		if n.Count() > 1 {
			last = yamltree.Remove // others remain
		}
		for key, script := range item.Pairs() {
			if shell := key.String(); in("cmd ps pwsh sh bash", shell) {
				l.scriptIn(script, shell, &report.Scope{}, func() []report.Edit { return last(item) })
			}
		}
		if item.Is(yamltree.Scalar) {
			l.commands(item, item, language, &report.Scope{}, last)
		}
	}
}

package yaml

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// Azure lints pipelines of Azure DevOps.
func Azure(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, azure)
}

func azure(l *linter, root *node) {
	defer l.r.InPipeline()()
	for container := range root.Get("resources", "containers").Items() {
		l.env(container.Get("env"), above())
	}
	l.azure(root, root)
}

// azure looks for jobs, which are what has steps. Variables of anything else are for
// more than one job.
func (l *linter) azure(root, n *node) {
	if n.Is(yamltree.Sequence) {
		for item := range n.Items() {
			l.azure(root, item)
		}
		return
	}
	if n.Get("steps").Is(yamltree.Sequence) {
		l.azureJob(root, n)
		return
	}
	l.env(n.Get("variables"), above())
	each(n, func(name string, value *node) {
		if name != "parameters" && name != "variables" {
			l.azure(root, value)
		}
	})
}

func (l *linter) azureJob(root, job *node) {
	steps := job.Get("steps")
	scope := &report.Scope{Off: turnsOff(strings.Join(steps.Strings(), "\n"))}
	in := place{scope: scope}
	from := azureGo(root, job, steps, &in)
	scope.Go = in.instead != nil
	if job == root {
		l.env(job.Get("variables"), above())
	} else {
		l.env(job.Get("variables"), in)
	}
	l.env(job.Get("container", "env"), in)
	ready := from == nil
	windows := azureWindows(root, job)
	for step := range steps.Items() {
		ready = ready || step == from
		l.azureStep(step, in, ready, windows)
	}
}

// azureGo returns the first step that has Go, or nil for all of them, and sets how to
// turn telemetry off before it.
func azureGo(root, job, steps *node, in *place) *node {
	const script = "script: " + report.TurnOff
	image := azureImage(root, job)
	var previous *node
	for step := range steps.Items() {
		switch {
		case previous != nil:
			return step
		case golang.Image(image) == golang.Current || runsGo(strings.Join(step.Strings(), "\n")):
			in.instead = func() []report.Edit { return yamltree.InsertBefore(step, script) }
			return step
		case strings.HasPrefix(step.Get("task").String(), "GoTool@"):
			previous = step
			if golang.Version(step.Get("inputs", "version").String()) != golang.Current {
				continue
			}
			in.instead = func() []report.Edit { return yamltree.InsertAfter(step, script) }
		}
	}
	return previous
}

// azureImage returns the image of the container that a job runs in. A job can name one of
// the resources of the pipeline.
func azureImage(root, job *node) string {
	container := job.Get("container")
	if image := container.Get("image"); image != nil {
		return image.String()
	}
	for resource := range root.Get("resources", "containers").Items() {
		if name := resource.Get("container").String(); name != "" && name == container.String() {
			return resource.Get("image").String()
		}
	}
	return container.String()
}

// azureWindows reports whether the job runs on Windows.
func azureWindows(root, job *node) bool {
	pool := job.Get("pool")
	if pool == nil {
		pool = root.Get("pool")
	}
	return strings.Contains(strings.ToLower(strings.Join(pool.Strings(), " ")), "windows")
}

func (l *linter) azureStep(step *node, in place, ready, windows bool) {
	scope := &report.Scope{Go: in.scope.Go && ready, Off: in.scope.Off}
	l.env(step.Get("env"), in)
	language := "sh"
	if windows {
		language = "cmd"
	}
	l.stepScript(step, step.Get("script"), language, scope)
	l.stepScript(step, step.Get("bash"), "sh", scope)
	l.stepScript(step, step.Get("pwsh"), "pwsh", scope)
	l.stepScript(step, step.Get("powershell"), "pwsh", scope)
	task, _, _ := strings.Cut(step.Get("task").String(), "@")
	switch script := step.Get("inputs", "script"); task {
	case "Bash", "ShellScript":
		l.script(script, "sh", scope)
	case "CmdLine":
		l.script(script, language, scope)
	case "PowerShell":
		l.script(script, "pwsh", scope)
	}
	in.scope.Off = in.scope.Off || scope.Off
	for k, v := range step.Pairs() { // - ${{ if ... }}: steps
		if strings.HasPrefix(k.String(), "${{") {
			for inner := range v.Resolve().Items() {
				l.azureStep(inner, in, ready, windows)
			}
		}
	}
}

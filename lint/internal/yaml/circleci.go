package yaml

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// CircleCI lints configurations of CircleCI.
func CircleCI(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, circleCI)
}

func circleCI(l *linter, root *node) {
	defer l.r.InPipeline()()
	each(root.Get("executors"), func(_ string, executor *node) {
		l.env(executor.Get("environment"), above())
		for image := range executor.Get("docker").Items() {
			l.env(image.Get("environment"), above())
		}
	})
	each(root.Get("commands"), func(_ string, command *node) {
		l.circleSteps(command.Get("steps"), above(), nil)
	})
	each(root.Get("jobs"), func(_ string, job *node) { l.circleJob(root, job) })
	each(root.Get("orbs"), func(_ string, orb *node) {
		if orb.Is(yamltree.Mapping) { // written in place
			circleCI(l, orb)
		}
	})
}

func (l *linter) circleJob(root, job *node) {
	steps := job.Get("steps")
	scope := &report.Scope{Off: turnsOff(strings.Join(steps.Strings(), "\n"))}
	in := place{scope: scope}
	images := job.Get("docker")
	if images == nil {
		images = circleExecutor(root, job).Get("docker")
	}
	installed := circleInstall(steps)
	switch {
	case installed != nil:
		if golang.Version(installed.Get("go/install", "version").String()) == golang.Current {
			scope.Go = true
			in.instead = func() []report.Edit { return yamltree.InsertAfter(installed, "run: "+report.TurnOff) }
		}
	case circleHasGo(images):
		scope.Go = true
		in.instead = func() []report.Edit { return circleFirst(steps) }
	}
	l.env(job.Get("environment"), in)
	first := true
	for image := range job.Get("docker").Items() {
		if first {
			l.env(image.Get("environment"), in)
		} else {
			l.env(image.Get("environment"), elsewhere())
		}
		first = false
	}
	l.circleSteps(steps, in, installed)
}

// circleExecutor returns the executor that a job names.
func circleExecutor(root, job *node) *node {
	executor := job.Get("executor")
	if name := executor.Get("name"); name != nil {
		executor = name
	}
	return root.Get("executors", executor.String())
}

// circleHasGo reports whether the first of the images, in which the steps run, has Go.
func circleHasGo(images *node) bool {
	for image := range images.Items() {
		return golang.Image(image.Get("image").String()) == golang.Current
	}
	return false
}

// circleInstall returns the step that installs Go, or nil.
func circleInstall(steps *node) *node {
	for step := range steps.Items() {
		if step.String() == "go/install" || step.Get("go/install") != nil {
			return step
		}
	}
	return nil
}

// circleFirst adds a step that turns telemetry off, after the checkout if there is one.
func circleFirst(steps *node) []report.Edit {
	var first *node
	for step := range steps.Items() {
		if step.String() == "checkout" {
			return yamltree.InsertAfter(step, "run: "+report.TurnOff)
		}
		if first == nil {
			first = step
		}
	}
	if first == nil {
		return nil
	}
	return yamltree.InsertBefore(first, "run: "+report.TurnOff)
}

// circleSteps lints steps. Before the step that installs Go, it isn't there.
func (l *linter) circleSteps(steps *node, in place, installed *node) {
	ready := installed == nil
	for step := range steps.Items() {
		run := step.Get("run")
		scope := &report.Scope{Go: in.scope.Go && ready, Off: in.scope.Off}
		if run.Is(yamltree.Scalar) {
			l.stepScript(step, run, "sh", scope)
		} else {
			l.stepScript(step, run.Get("command"), shellLanguage(run.Get("shell").String()), scope)
		}
		in.scope.Off = scope.Off
		l.env(run.Get("environment"), in)
		for _, conditional := range []string{"when", "unless"} {
			l.circleSteps(step.Get(conditional, "steps"), in, installed)
		}
		ready = ready || step == installed
	}
}

package yaml

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// GitHub lints workflows and actions of GitHub and of forges with the same format.
func GitHub(r *report.Reporter, src report.Source, in report.Context) {
	lint(r, src, in, gitHub)
}

func gitHub(l *linter, root *node) {
	defer l.r.InPipeline()()
	if runs := root.Get("runs"); runs != nil {
		l.gitHubAction(runs)
		return
	}
	l.env(root.Get("env"), above())
	each(root.Get("jobs"), func(_ string, job *node) {
		newGitHubJob(l, root, job).lint()
	})
}

// gitHubAction lints an action. It can't know what the workflow around it has.
func (l *linter) gitHubAction(runs *node) {
	l.env(runs.Get("env"), above())
	l.arguments(&report.Scope{}, nil, runs.Get("args"))
	for step := range runs.Get("steps").Items() {
		l.env(step.Get("env"), above())
		l.script(step.Get("run"), shellLanguage(step.Get("shell").String()), &report.Scope{})
	}
}

// gitHubJob is a job of a workflow.
type gitHubJob struct {
	*linter
	workflow, job *node
	steps         []*node
	place         place
	goFrom        int // the first step that has Go, or the number of steps
}

func newGitHubJob(l *linter, workflow, job *node) *gitHubJob {
	j := &gitHubJob{linter: l, workflow: workflow, job: job}
	for step := range job.Get("steps").Items() {
		j.steps = append(j.steps, step)
	}
	j.goFrom = len(j.steps)
	scope := &report.Scope{}
	j.place = place{scope: scope, instead: j.findGo()}
	scope.Go = j.place.instead != nil && !j.namesOldGo()
	for _, step := range j.steps {
		scope.Off = scope.Off || turnsOff(step.Get("run").String())
	}
	return j
}

// findGo finds the first step with Go. It returns how to add a step that turns telemetry
// off there, or nil.
func (j *gitHubJob) findGo() func() []report.Edit {
	const step = "run: " + report.TurnOff
	for i, s := range j.steps {
		if strings.Contains(s.Get("uses").String(), "setup-go") {
			if s.Get("if") != nil || s.Shared() {
				return nil
			}
			j.goFrom = i + 1
			return func() []report.Edit { return yamltree.InsertAfter(s, step) }
		}
	}
	if golang.IsImage(j.image()) {
		j.goFrom = 0
	} else {
		for i, s := range j.steps {
			if runsGo(s.Get("run").String()) {
				j.goFrom = i
				break
			}
		}
	}
	if j.goFrom == len(j.steps) || j.steps[j.goFrom].Shared() {
		return nil
	}
	first := j.steps[j.goFrom]
	return func() []report.Edit { return yamltree.InsertBefore(first, step) }
}

// image returns the container image of a job.
func (j *gitHubJob) image() string {
	container := j.job.Get("container")
	if image := container.Get("image"); image != nil {
		return image.String()
	}
	return container.String()
}

func (j *gitHubJob) lint() {
	j.env(j.job.Get("env"), j.place)
	j.env(j.job.Get("container", "env"), j.place)
	j.containerOptions(j.job.Get("container", "options"))
	each(j.job.Get("services"), func(_ string, service *node) {
		j.env(service.Get("env"), elsewhere())
		j.containerOptions(service.Get("options"))
	})
	for i, step := range j.steps {
		j.step(i, step)
	}
}

func (j *gitHubJob) step(i int, step *node) {
	uses := step.Get("uses").String()
	in := j.place
	if strings.HasPrefix(uses, "docker://") {
		in = elsewhere() // it runs in another container
	}
	j.env(step.Get("env"), in)
	j.run(i, step, "run", j.shell(step))
	with := step.Get("with")
	if strings.Contains(uses, "github-script") {
		j.run(i, with, "script", "javascript")
	}
	if strings.Contains(uses, "retry") {
		j.run(i, with, "command", shellLanguage(with.Get("shell").String()))
	}
	if strings.Contains(uses, "docker") {
		j.script(with.Get("build-args"), "dotenv", elsewhere().scope)
		j.env(step.Get("with", "env"), elsewhere())
	}
}

// run lints a script of step i, which is the value of key.
func (j *gitHubJob) run(i int, in *node, key, language string) {
	scope := &report.Scope{Go: j.place.scope.Go && i >= j.goFrom, Off: j.place.scope.Off}
	j.stepScript(j.steps[i], in.Get(key), language, scope)
	j.place.scope.Off = scope.Off
}

// shell returns the language of the scripts of a step.
func (j *gitHubJob) shell(step *node) string {
	for _, shell := range []*node{step.Get("shell"), j.job.Get("defaults", "run", "shell"), j.workflow.Get("defaults", "run", "shell")} {
		if shell != nil {
			return shellLanguage(shell.String())
		}
	}
	systems := strings.Join(j.job.Get("runs-on").Strings(), " ")
	if values, ok := j.values(systems); ok {
		systems = strings.Join(values, " ")
	}
	if strings.Contains(systems, "windows") && !strings.Contains(systems, "ubuntu") && !strings.Contains(systems, "macos") {
		return "pwsh"
	}
	return "sh"
}

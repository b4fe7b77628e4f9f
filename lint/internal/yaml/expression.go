package yaml

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
)

// namesOldGo reports whether a version of Go without the telemetry command is named for
// the job, or one that can't be known.
func (j *gitHubJob) namesOldGo() bool {
	named := []string{}
	for _, s := range j.steps {
		if strings.Contains(s.Get("uses").String(), "setup-go") {
			if version := s.Get("with", "go-version"); version != nil {
				named = append(named, version.String())
			}
		}
	}
	if image := j.image(); golang.IsImage(image) {
		_, version := golang.SplitImage(image)
		named = append(named, version)
	}
	for _, n := range named {
		versions, ok := j.values(n)
		if !ok || !golang.AllCurrent(versions) {
			return true
		}
	}
	return false
}

// values returns what a text with at most one expression can mean. ok is false if that
// can't be known.
func (j *gitHubJob) values(text string) (values []string, ok bool) {
	before, rest, found := strings.Cut(text, "${{")
	if !found {
		return []string{text}, true
	}
	expression, after, _ := strings.Cut(rest, "}}")
	expression, _, _ = strings.Cut(expression, "||")
	context, name, ok := strings.Cut(strings.TrimSpace(expression), ".")
	if !ok || strings.Contains(after, "${{") {
		return nil, false
	}
	switch context {
	case "matrix":
		values = j.matrix(name)
	case "env":
		for _, scope := range []*node{j.job, j.workflow} {
			if v := scope.Get("env", name); v != nil && len(values) == 0 {
				values = append(values, v.String())
			}
		}
	case "inputs":
		each(j.workflow.Get("on"), func(_ string, event *node) {
			if v := event.Get("inputs", name, "default"); v != nil {
				values = append(values, v.String())
			}
		})
	}
	for i, v := range values {
		if strings.Contains(v, "${{") {
			return nil, false
		}
		values[i] = before + v + after
	}
	return values, len(values) > 0
}

// matrix returns the values of a dimension of the job's matrix.
func (j *gitHubJob) matrix(name string) []string {
	matrix := j.job.Get("strategy", "matrix")
	var values []string
	first, rest, nested := strings.Cut(name, ".")
	add := func(v *node) {
		if nested {
			v = v.Get(rest)
		}
		values = append(values, v.Strings()...)
	}
	for item := range matrix.Get(first).Items() {
		add(item)
	}
	if v := matrix.Get(first); len(values) == 0 && v != nil {
		add(v)
	}
	for item := range matrix.Get("include").Items() {
		add(item.Get(first))
	}
	return values
}

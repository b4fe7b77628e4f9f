package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// workflow is a GitHub workflow, as far as it runs here.
type workflow struct {
	Env  map[string]any
	Jobs map[string]struct {
		Env   map[string]any
		Steps []struct {
			Run, Shell string
			Env        map[string]any
		}
	}
}

// workflowScripts returns the steps of a workflow that bash runs, with the variables of
// the workflow, the job and the step. Expressions and the command files of steps are not
// there.
func workflowScripts(t *testing.T, text string) (scripts []script) {
	t.Helper()
	var w workflow
	if err := yaml.Unmarshal([]byte(text), &w); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for _, job := range w.Jobs {
		for _, step := range job.Steps {
			if step.Run == "" || step.Shell != "" && step.Shell != "bash" || strings.Contains(step.Run, "$env:") {
				continue
			}
			var env []string
			for _, variables := range []map[string]any{w.Env, job.Env, step.Env} {
				for name, value := range variables {
					env = append(env, name+"="+variable(value))
				}
			}
			scripts = append(scripts, script{step.Run, env})
		}
	}
	return scripts
}

// variable returns what a runner makes of a YAML value; null unsets.
func variable(value any) string {
	if value == nil {
		return ""
	}
	return fmt.Sprint(value)
}

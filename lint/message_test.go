package lint_test

import (
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// TestWhereToTurnOff checks what the message says to do: it depends on the kind of file.
func TestWhereToTurnOff(t *testing.T) {
	const (
		inJob = `Run "go telemetry off" in the job, after Go is installed.`
		once  = `Run "go telemetry off" once on the machine or in the image.`
	)
	const job = "jobs:\n  a:\n    runs-on: x\n    "
	for _, test := range []struct{ path, text, want string }{
		{".github/workflows/a.yml", "env:\n  GOTELEMETRY: off\n", inJob},
		{".github/workflows/a.yml", job + "steps:\n    - run: export GOTELEMETRY=off\n", inJob},
		{".github/workflows/a.yml", job + "steps:\n    - run: docker run -e GOTELEMETRY=off acme\n", once},
		{".github/workflows/a.yml", job + "services:\n      db: {image: db, env: {GOTELEMETRY: off}}\n", once},
		{"action.yml", "runs:\n  using: composite\n  steps:\n  - run: export GOTELEMETRY=off\n", inJob},
		{".gitlab-ci.yml", "a:\n  variables: {GOTELEMETRY: off}\n  script: x\n", inJob},
		{".circleci/config.yml", "jobs:\n  a:\n    environment: {GOTELEMETRY: off}\n", inJob},
		{"azure-pipelines.yml", "variables: {GOTELEMETRY: off}\n", inJob},
		{".travis.yml", "env: GOTELEMETRY=off\n", inJob},
		{"appveyor.yml", "environment: {GOTELEMETRY: off}\n", inJob},
		{".cirrus.yml", "env: {GOTELEMETRY: off}\n", inJob},
		{".build.yml", "environment: {GOTELEMETRY: off}\n", inJob},
		{"Jenkinsfile", "pipeline { environment { GOTELEMETRY = 'off' } }\n", inJob},
		{"compose.yaml", "services:\n  a:\n    environment: {GOTELEMETRY: off}\n", once},
		{"Taskfile.yml", "env: {GOTELEMETRY: off}\n", once},
		{".goreleaser.yml", "env: [GOTELEMETRY=off]\n", once},
		{"Dockerfile", "FROM scratch\nENV GOTELEMETRY=off\n", once},
		{"README.md", "```yaml\njobs:\n  a:\n    runs-on: x\n    env: {GOTELEMETRY: off}\n```\n", inJob},
		{"README.md", "```yaml\njobs:\n  a:\n    runs-on: x\n```\n```sh\nexport GOTELEMETRY=off\n```\n", once},
	} {
		found := lint.Check(lint.File{Path: test.path, Text: test.text}).Findings
		if len(found) != 1 || !strings.HasSuffix(found[0].Message, test.want) {
			t.Errorf("%s, %q: %+v, want one with %q", test.path, test.text, found, test.want)
		}
	}
}

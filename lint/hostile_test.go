package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// TestHostile checks files that repeat one thing and so nest or go on without end. Each of
// them once took minutes or ended the process.
func TestHostile(t *testing.T) {
	const size = 1 << 20
	for file, units := range map[string]string{
		"x.sh":   "( $( { (\")\" $((x= a| a&& a||",
		"x.fish": "( $( a(",
		"x.ps1":  "( { $( @( @{ @{a= ${ [; @'a'",
		"x.nix":  "a.b.",
		"x.md":   ">- *- ```sh",
		"x.mk":   "$( ${shell\t",
	} {
		for unit := range strings.FieldsSeq(units) {
			text := strings.Repeat(unit, size/len(unit)) + "\nexport GOTELEMETRY=off\n"
			for _, f := range lint.Check(lint.File{Path: file, Text: text}).Findings {
				if f.Start < 0 || f.End > len(text) {
					t.Errorf("%s of %q: a finding at %d to %d of %d bytes", file, unit, f.Start, f.End, len(text))
				}
			}
		}
	}
}

// TestManyFindings checks and fixes files with thousands of findings. What each of them costs
// must not depend on how many others there are, or on how long their line is.
func TestManyFindings(t *testing.T) {
	const size, few = 128 << 10, 8 << 10
	for _, test := range []struct{ file, before, unit, after string }{
		{"x.sh", "", "GOTELEMETRY=off go build && ", "true\n"},
		{"x.sh", "echo $GOTELEMETRY\n", "GOTELEMETRY=off go build\n", ""},
		{"x.sh", "go env -w ", "GOTELEMETRY=off ", "\n"},
		{"x.sh", "", "GOTELEMETRY=off\nexport GOTELEMETRY\n", ""},
		{"x.sh", "", "# telemetry-ls:ignore\nexport GOTELEMETRY=off\nexport GOTELEMETRY=off\n", ""},
		{"x.sh", "bash -c '", "export GOTELEMETRY=off;", "'\n"},
		{"x.fish", "", "set -x GOTELEMETRY off; ", "\n"},
		{"x.ps1", "", "$env:GOTELEMETRY = 'off'; ", "\n"},
		{"x.ps1", "", "go env -w GOTELEMETRY=off | ", "x\n"},
		{"x.bat", "", "set GOTELEMETRY=off & ", "x\r\n"},
		{"Dockerfile", "FROM golang\n", "ENV GOTELEMETRY=off\n", ""},
		{"Dockerfile", "FROM golang\nENV ", "GOTELEMETRY=off ", "\n"},
		{"Dockerfile", "", "FROM golang AS x\nENV GOTELEMETRY=off\n", ""},
		{"Makefile", "", "GOTELEMETRY=off\nexport GOTELEMETRY\n", ""},
		{"Makefile", "", "x = $(shell GOTELEMETRY=off go vet)\n", ""},
		{"justfile", "", "export GOTELEMETRY := 'off'\n", ""},
		{".github/workflows/x.yml", "jobs: {", "a: {env: {GOTELEMETRY: off}}, ", "}\n"},
		{".vscode/settings.json", "{\"go.toolsEnvVars\": {", "\"GOTELEMETRY\": \"off\", ", "}}\n"},
		{"mise.toml", "env = {", "GOTELEMETRY = 'off', ", "}\n"},
		{"README.md", "", "```sh\nexport GOTELEMETRY=off\n```\n", ""},
		{"x.go", "package x\nimport \"os\"\nfunc f() {\n", "os.Setenv(\"GOTELEMETRY\", \"off\")\n", "}\n"},
		{"x.go", "package x\nimport \"os/exec\"\nvar c = exec.Cmd{Env: []string{", "\"GOTELEMETRY=off\",", "}}\n"},
		{"x.go", "package x\nfunc f() {\nvar env []string\n", "env = append(env, \"GOTELEMETRY=off\")\n", "c := exec.Command(\"x\")\nc.Env = env\n}\n"},
		{"x.py", "import os\n", "os.environ['GOTELEMETRY'] = 'off'; ", "\n"},
		{"x.js", "", "process.env.GOTELEMETRY = 'off'; ", "\n"},
		{"x.rs", "fn f() { Command::new(\"go\")", ".env(\"GOTELEMETRY\", \"off\")", "; }\n"},
		{"flake.nix", "{ ", "env.GOTELEMETRY = \"off\"; ", "}\n"},
		{".env", "", "GOTELEMETRY=off\n", ""},
		{"x.service", "[Service]\nEnvironment=", "GOTELEMETRY=off ", "\n"},
		{"Jenkinsfile", "pipeline { environment {", "GOTELEMETRY = 'off'; ", "} }\n"},
	} {
		f := lint.File{Path: test.file, Text: test.before + strings.Repeat(test.unit, size/len(test.unit)) + test.after}
		found := lint.Check(f).Findings
		if len(found) < 1000 {
			t.Errorf("%s of %q: %d findings", test.file, test.unit, len(found))
		}
		lines := lint.NewLines(f.Text)
		for _, f := range found {
			if lines.Position(f.Start).Line != lines.Position(f.End).Line {
				t.Errorf("%s of %q: a finding from byte %d to %d", test.file, test.unit, f.Start, f.End)
			}
		}
		f.Text = test.before + strings.Repeat(test.unit, few/len(test.unit)) + test.after
		if f.Text, _ = lint.FixAll(f); slices.ContainsFunc(lint.Check(f).Findings, func(f lint.Finding) bool { return f.Fix != nil }) {
			t.Errorf("%s of %q: fixes are left", test.file, test.unit)
		}
	}
}

// TestScriptsInScripts checks that scripts in scripts are checked, but not without end: each
// level costs as much as all below it.
func TestScriptsInScripts(t *testing.T) {
	for levels, want := range map[int]int{5: 1, 1000: 0} {
		text := "export GOTELEMETRY=off\n"
		for i := range levels {
			text = fmt.Sprintf("bash <<E%d\n%sE%d\n", i, text, i)
		}
		if got := len(lint.Check(lint.File{Path: "x.sh", Text: text}).Findings); got != want {
			t.Errorf("%d findings in %d levels, want %d", got, levels, want)
		}
	}
}

package lint_test

import (
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// TestBroken checks which files count as half typed, so that an editor keeps the findings
// of their unchanged lines.
func TestBroken(t *testing.T) {
	for text, want := range map[string]bool{
		"export GOTELEMETRY=off\n":                           false,
		"export GOTELEMETRY=off\nif true; then x; fi\n":      false,
		"export GOTELEMETRY=off\nx \"$(a 'b' ${c})\" $((1))": false,
		"x '\nexport GOTELEMETRY=off\n":                      true,
		"x \"\nexport GOTELEMETRY=off\n":                     true,
		"x \"${y\nexport GOTELEMETRY=off\n":                  true,
		"x $(y\nexport GOTELEMETRY=off\n":                    true,
		"if x; then\nexport GOTELEMETRY=off\n":               true,
		"f() {\nexport GOTELEMETRY=off\n":                    true,
		"for i in 1; do\nexport GOTELEMETRY=off\n":           true,
		"fi\nexport GOTELEMETRY=off\n":                       true,
	} {
		if got := lint.Check(lint.File{Path: "x.sh", Text: text}).Broken; got != want {
			t.Errorf("%q: broken %v, want %v", text, got, want)
		}
	}
}

// TestBrokenFiles does the same for other languages.
func TestBrokenFiles(t *testing.T) {
	for _, test := range []struct {
		path, text string
		want       bool
	}{
		{"mise.toml", "[env]\nGOTELEMETRY = \"off\"\n", false},
		{"mise.toml", "[env]\nGOTELEMETRY = \"off\"\n[tasks.x]\nrun = [\n", true},
		{"mise.toml", "[env]\nGOTELEMETRY = \"off\"\nA = \"b\n", true},
		{"mise.toml", "[env]\nGOTELEMETRY = \"off\"\nA = \"\"\"\nb\n", true},
		{"devcontainer.json", "{ \"containerEnv\": { \"GOTELEMETRY\": \"off\" }", true},
		{"devcontainer.json", "{ \"containerEnv\": { \"GOTELEMETRY\": \"off\" } /* a", true},
		{"Dockerfile", "FROM golang\nENV GOTELEMETRY=off\nRUN x\nCMD [\"x\"]\n", false},
		{"Dockerfile", "FROM golang\nENV GOTELEMETRY=off\nRUN <<EOF\nx\n", true},
		{"Dockerfile", "FROM golang\nENV GOTELEMETRY=off\nRUN x \\\n", true},
		{"Dockerfile", "FROM golang\nRUN x GOTELEMETRY=off '\n", true},
		{"Dockerfile", "FROM golang\nENV A=b \\x\n  GOTELEMETRY=off\n", true},
		{"Dockerfile", "FROM golang\nCMD [\"env\", \"GOTELEMETRY=off\", \"x\"\n", true},
		{"shell.nix", "mkShell { GOTELEMETRY = \"off\"; A = if a == b then \"\" else \"c\"; }", false},
		{"shell.nix", "mkShell { GOTELEMETRY = \"off\"; A = \"", true},
		{"shell.nix", "mkShell { a. GOTELEMETRY = \"off\"; }", false},
		{"shell.nix", "mkShell { a GOTELEMETRY = \"off\"; }", true},
		{"shell.nix", "mkShell { a = b\n GOTELEMETRY = \"off\"; }", true},
		{"shell.nix", "mkShell { a = ''\n GOTELEMETRY = \"off\"; }", true},
		{"x.service", "# x\n\n[Service]\nEnvironment=A=b \\\n GOTELEMETRY=off\nExecStart=x\n", false},
		{"x.service", "[Service]\nEnvironment=A=b \\x\n GOTELEMETRY=off\n", true},
		{"x.service", "[Service]\nEnv\nEnvironment=GOTELEMETRY=off\n", true},
		{".env", "A=\"b\nc\" # d\nGOTELEMETRY=off\n", false},
		{".env", "A=\"\nGOTELEMETRY=off\nB=\"b\"\n", true},
		{"x.md", "```sh\nexport GOTELEMETRY=off\n```\n", false},
		{"x.md", "```sh\nexport GOTELEMETRY=off\n", true},
		{"x.md", "<!--\n```sh\nexport GOTELEMETRY=off\n```\n", true},
	} {
		if got := lint.Check(lint.File{Path: test.path, Text: test.text}).Broken; got != test.want {
			t.Errorf("%s %q: broken %v, want %v", test.path, test.text, got, test.want)
		}
	}
}

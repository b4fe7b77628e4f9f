package lint_test

import (
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// TestQuotedMode checks that a message quotes what it can't show as it is: it may go to a
// terminal.
func TestQuotedMode(t *testing.T) {
	for text, want := range map[string]string{
		"go telemetry nope\n":                `"go telemetry nope"`,
		"go telemetry größe\n":               `"go telemetry größe"`,
		"go telemetry 'o\x01ff'\n":           `"go telemetry o\x01ff"`,
		"go telemetry 'o\x1b[31mff'\n":       `"go telemetry o\x1b[31mff"`,
		"go telemetry 'o\tff\nx'\n":          `"go telemetry o\tff\nx"`,
		"go telemetry 'o\u202e\u200bff'\n":   `"go telemetry o\u202e\u200bff"`,
		"go telemetry 'a\"b'\n":              `"go telemetry a\"b"`,
		"go telemetry 'o\u009bff'\n":         `"go telemetry o\u009bff"`,
		"go telemetry " + long + long + "\n": `"go telemetry ` + long + `zyxwvutsrqponmlkjihgf..."`,
	} {
		found := lint.Check(lint.File{Path: "x.sh", Text: text}).Findings
		if len(found) != 1 || found[0].Message != want+" fails. The modes are on, local and off." {
			t.Errorf("%q: %+v, want %s", text, found, want)
		}
	}
}

const long = "zyxwvutsrqponmlkjihgfedcba"

// TestInvalidUTF8 checks that bytes that aren't UTF-8, such as Latin-1 in a comment, hide
// no findings around them, and that the fix keeps them.
func TestInvalidUTF8(t *testing.T) {
	for path, text := range map[string]string{
		"x.sh":                    "export GOTELEMETRY=off # caf\xe9\necho '\xff'\n",
		"x.zsh":                   "export GOTELEMETRY=off # caf\xe9\necho '\xff'\n",
		"x.fish":                  "# caf\xe9\nset -x GOTELEMETRY off # caf\xe9\n",
		"Makefile":                "# caf\xe9\nexport GOTELEMETRY = off\n",
		"Dockerfile":              "FROM x\nRUN export GOTELEMETRY=off && echo caf\xe9 # \xe9\n",
		"x.ps1":                   "$env:GOTELEMETRY = 'off' # caf\xe9\n",
		"x.cmd":                   "set GOTELEMETRY=off\r\nrem caf\xe9\r\n",
		"x.py":                    "os.environ['GOTELEMETRY'] = 'off' # caf\xe9\n",
		".github/workflows/x.yml": "jobs:\n  a:\n    runs-on: x\n    steps:\n    - run: |\n        export GOTELEMETRY=off # caf\xe9\n        ls\n",
		"x.md":                    "caf\xe9\n```sh\nexport GOTELEMETRY=off # caf\xe9\n```\n",
	} {
		f := lint.File{Path: path, Text: text}
		if found := lint.Check(f).Findings; len(found) != 1 || found[0].Code != lint.IneffectiveEnv {
			t.Errorf("%s: %+v", path, found)
		}
		fixed, _ := lint.FixAll(f)
		for i, b := range []byte(fixed) {
			if b == 0x1a {
				t.Errorf("%s: the fix changes byte %d: %q", path, i, fixed)
			}
		}
	}
}

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

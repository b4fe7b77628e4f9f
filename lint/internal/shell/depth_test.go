package shell

import (
	"strings"
	"testing"

	"mvdan.cc/sh/v3/syntax"
)

// TestDepth checks that the parser and the linter survive hostile nesting, and go on after
// it. Without a bound, the stack of the parser ends the process.
func TestDepth(t *testing.T) {
	parser := syntax.NewParser(syntax.RecoverErrors(10))
	for _, unit := range []string{"$(", "(", "(\")\"", "{ ", "if ", "while ", "`", "${x:-", "case x in x) ", "a() ", "$((x=", "a|", "a&&", "a||"} {
		before := "echo a\n"
		text := before + strings.Repeat(unit, 1<<20/len(unit)) + "\ngo vet\n"
		file, next := parse(parser, text)
		if len(file.Stmts) != 1 || next <= 0 || next >= len(text) {
			t.Errorf("%q: %d statements, next at %d", unit, len(file.Stmts), next)
		}
	}
}

// TestUsualDepth checks that a long script without such nesting is parsed whole.
func TestUsualDepth(t *testing.T) {
	parser := syntax.NewParser(syntax.RecoverErrors(10))
	line := strings.Repeat("if true; then\n", 30) + "echo $(echo `date`)\n" + strings.Repeat("fi\n", 30)
	for _, text := range []string{strings.Repeat(line, 1000), "main() {\n" + strings.Repeat(line, 400) + "}\n"} {
		if _, next := parse(parser, text); next >= 0 {
			t.Errorf("%.20q of %d bytes is too deep at byte %d", text, len(text), next)
		}
	}
}

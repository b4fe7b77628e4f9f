package shell

import (
	"strings"
	"testing"
)

// TestDepth checks that hostile nesting is found before the parser recurses, and that
// usual scripts are not.
func TestDepth(t *testing.T) {
	for _, unit := range []string{"$(", "(", "{ ", "if ", "while ", "! ", "`", "${x:-", "case x in x) ", "for i in; do ", "time "} {
		text := "echo a\n" + strings.Repeat(unit, 1000) + "GOTELEMETRY=off go build\ngo vet\n"
		if from, got := tooDeep(text); from != len("echo a\n") || got != len(text)-len("go vet\n") {
			t.Errorf("%q: deep at %d of %d", unit, got, len(text))
		}
	}
	usual := strings.Repeat("if true; then\n  for i in 1 2; do\n    case $i in 1) x=$(echo `date`);; esac\n  done\nfi\n! grep -q 'if (' <<< \"while\"\necho time `date`\n", 1000)
	if _, got := tooDeep(usual); got >= 0 {
		t.Errorf("a usual script is too deep at line %d", strings.Count(usual[:got], "\n"))
	}
}

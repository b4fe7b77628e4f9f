package lint_test

import (
	"fmt"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

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

package lint_test

import (
	"fmt"
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

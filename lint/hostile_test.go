package lint_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// TestHostile checks that a file that repeats one thing is checked in a time that grows
// with its size. The deadline is long: each of these files once took minutes or ended the
// process.
func TestHostile(t *testing.T) {
	const size, deadline = 1 << 20, time.Minute
	for file, units := range map[string]string{
		"x.sh":   "( $( { (\")\" $((x= a| a&& a||",
		"x.fish": "( $( a(",
		"x.ps1":  "( { $( @( @{ @{a= ${ [; @'a'",
		"x.nix":  "a.b.",
	} {
		for unit := range strings.FieldsSeq(units) {
			start := time.Now()
			lint.Check(lint.File{Path: file, Text: strings.Repeat(unit, size/len(unit)) + "\nexport GOTELEMETRY=off\n"})
			if took := time.Since(start); took > deadline {
				t.Errorf("%s of %q: checked in %v", file, unit, took)
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

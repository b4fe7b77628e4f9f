package lint_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// TestLineEnds checks that the line ends of Windows and a last line without one change
// neither findings nor fixes.
func TestLineEnds(t *testing.T) {
	windows := func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }
	trimmed := func(text string) string { return strings.TrimRight(text, "\r\n") }
	for path, e := range corpus(t) {
		if strings.Contains(e.file.Text, "\r\n") {
			continue
		}
		for _, ends := range []func(string) string{windows, trimmed} {
			f := e.file
			f.Text = ends(f.Text)
			if diff := cmp.Diff(e.findings, describe(f.Text, lint.Check(f).Findings)); diff != "" {
				t.Errorf("%s: findings (-want +got):\n%s", path, diff)
			}
			fixed, _ := lint.FixAll(f)
			if diff := cmp.Diff(trimmed(ends(e.fixed)), trimmed(fixed)); diff != "" {
				t.Errorf("%s: fixed text (-want +got):\n%s", path, diff)
			}
		}
	}
}

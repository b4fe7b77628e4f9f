package lint_test

import (
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

func TestDiff(t *testing.T) {
	for _, test := range []struct {
		from, to string
		edits    int
	}{
		{"", "", 0},
		{"a\nb\n", "a\nb\n", 0},
		{"a\nx\nb\n", "a\nb\n", 1},
		{"a\nx\nb\ny\nc\n", "a\nb\nc\n", 2},
		{"a\nx\nb\n", "a\nX\nb\n", 1},
		{"a\nb\n", "a\nx\nb\n", 1},
		{"x\ny\n", "", 1},
		{"a\r\nx", "a\r\ny", 1},
		{"x", "x\n", 1},
		{strings.Repeat("x\n", 500) + "a\n", strings.Repeat("y\n", 400) + "a\n", 1},
	} {
		edits := lint.Diff(test.from, test.to)
		if got := lint.Apply(test.from, edits); got != test.to || len(edits) != test.edits {
			t.Errorf("%.20q to %.20q: %d edits, want %d, that give %.20q", test.from, test.to, len(edits), test.edits, got)
		}
	}
}

func FuzzDiff(f *testing.F) {
	f.Add("a\nx\nb\n", "a\nb\nc")
	f.Fuzz(func(t *testing.T, from, to string) {
		edits := lint.Diff(from, to)
		if got := lint.Apply(from, edits); got != to {
			t.Errorf("%q to %q: %+v give %q", from, to, edits, got)
		}
	})
}

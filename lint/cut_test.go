package lint_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// TestCut cuts the examples at each byte, as if a user typed them. Findings above the last
// line must be there, or the text must count as half typed.
func TestCut(t *testing.T) {
	for path, e := range corpus(t) {
		if !slices.Contains([]string{"dockerfile", "json", "toml", "nix", "systemd", "dotenv", "markdown"}, filepath.Base(filepath.Dir(path))) {
			continue
		}
		if filepath.Base(path) == "arg-global.txtar" {
			continue // a later instruction decides
		}
		t.Run(strings.TrimSuffix(filepath.ToSlash(path), ".txtar"), func(t *testing.T) {
			all := lint.Check(e.file).Findings
			for cut := range e.file.Text {
				if len(all) == 0 || cut < all[0].End {
					continue
				}
				f := e.file
				f.Text = e.file.Text[:cut]
				got := lint.Check(f)
				if got.Broken {
					continue
				}
				line := strings.LastIndexByte(f.Text, '\n') + 1
				for _, want := range all {
					if want.End < line && !slices.ContainsFunc(got.Findings, func(f lint.Finding) bool { return f.Start == want.Start && f.Code == want.Code }) {
						t.Fatalf("cut at %d, no finding at %q:\n%s", cut, e.file.Text[want.Start:want.End], f.Text)
					}
				}
			}
		})
	}
}

package lint_test

import (
	"os"
	"strings"
	"testing"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// TestRulesAreExplained checks that each code has a rule, and a section in the page that
// diagnostics link to.
func TestRulesAreExplained(t *testing.T) {
	page, err := os.ReadFile("../docs/lint.md")
	if err != nil {
		t.Fatal(err)
	}
	described := make(map[lint.Code]bool)
	for _, r := range lint.Rules() {
		described[r.Code] = true
		if !strings.Contains(string(page), "\n## "+string(r.Code)+"\n") {
			t.Errorf("docs/lint.md has no section %s", r.Code)
		}
		if r.Title == "" || r.Doc == "" || r.Severity == 0 || !strings.HasSuffix(lint.Help(r.Code), "/docs/lint.md#"+string(r.Code)) {
			t.Errorf("incomplete rule %+v", r)
		}
	}
	for path, e := range corpus(t) {
		for _, f := range lint.Check(e.file).Findings {
			if !described[f.Code] {
				t.Errorf("%s: code %s has no rule", path, f.Code)
			}
		}
	}
}

// TestKnown checks that Known is true of each file with findings, except for scripts and
// languages that an editor names.
func TestKnown(t *testing.T) {
	for path, e := range corpus(t) {
		if e.findings != "" && e.file.Language == "" && !strings.HasPrefix(e.file.Text, "#!") && !lint.Known(e.file.Path) {
			t.Errorf("%s: %s is not known", path, e.file.Path)
		}
	}
	for _, name := range []string{"image.png", "LICENSE", "a.sh.orig", ".gitignore", ""} {
		if lint.Known(name) {
			t.Errorf("%s is known", name)
		}
	}
}

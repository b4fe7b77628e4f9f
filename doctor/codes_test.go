package doctor

import (
	"os"
	"strings"
	"testing"
)

// TestCodes checks that each check has a section in its page, in the order of the checks.
func TestCodes(t *testing.T) {
	page, err := os.ReadFile("../docs/doctor.md")
	if err != nil {
		t.Fatal(err)
	}
	rest := string(page)
	seen := map[string]bool{}
	for _, c := range Codes() {
		heading := "\n## " + c.Code + "\n"
		i := strings.Index(rest, heading)
		if i < 0 {
			t.Errorf("docs/doctor.md has no section %s, or not in the order of the checks", c.Code)
			continue
		}
		rest = rest[i+1:]
		if c.Doc == "" || seen[c.Code] {
			t.Errorf("%+v is twice in the table, or has no description", c)
		}
		seen[c.Code] = true
	}
	if n := strings.Count(string(page), "\n## "); n != len(seen) {
		t.Errorf("docs/doctor.md has %d sections for %d checks", n, len(seen))
	}
}

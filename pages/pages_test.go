package pages

import (
	"regexp"
	"testing"
)

func TestTable(t *testing.T) {
	sentence := regexp.MustCompile(`^[A-Z][a-z]+s [^|\n]+\.$`)
	names := map[string]bool{}
	for _, p := range All() {
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			if names[name] {
				t.Errorf("two pages are called %q", name)
			}
			names[name] = true
			if got, ok := Find(name); !ok || got.Name != p.Name {
				t.Errorf("%q finds the page %q, want %q", name, got.Name, p.Name)
			}
		}
		if p.Title == "" || p.Editor.Needs == "" || p.Editor.Icon == "" || p.Render == nil {
			t.Errorf("the declaration of %s is incomplete: %+v", p.Name, p)
		}
		if !sentence.MatchString(p.Doc) {
			t.Errorf("%s: the doc %q is not a sentence that begins with a verb", p.Name, p.Doc)
		}
	}
	if len(names) != len(Names()) {
		t.Errorf("Names gives %q", Names())
	}
	for _, name := range []string{"", "nope", "Summary"} {
		if _, ok := Find(name); ok {
			t.Errorf("page %q exists", name)
		}
	}
}

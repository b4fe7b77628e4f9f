package lint_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/telemetry-ls/telemetry-ls/lint"
)

// TestKeep checks which findings are kept. Each "off" of the earlier text is a finding; new
// findings are the "OFF"s of the later text.
func TestKeep(t *testing.T) {
	for name, test := range map[string]struct{ before, after, want string }{
		"nothing changed":                {"a\nx=off\nb\n", "a\nx=off\nb\n", "2:x=off"},
		"another line changed":           {"a\nx=off\nb\n", "a(\nx=off\nb\n", "2:x=off"},
		"lines were added above":         {"a\nx=off\nb\n", "a(\nb\nc\nx=off\nb\n", "4:x=off"},
		"lines above were removed":       {"a\nb\nc\nx=off\n", "(\nx=off\n", "2:x=off"},
		"its line changed":               {"a\nx=off\nb\n", "a\nx=off;(\nb\n", ""},
		"its line was removed":           {"a\nx=off\nb\n", "a\n(\nb\n", ""},
		"one of two equal lines is left": {"x=off\nx=off\n", "(\nx=off\n", "2:x=off"},
		"changes on both sides":          {"a\nx=off\nb\ny=off\nc\n", "A\nx=off\nB\ny=off\nC\n", "2:x=off 4:y=off"},
		"its line was moved":             {"x=off\na\nb\n", "a\nb(\nx=off\n", "3:x=off"},
		"lines were swapped":             {"x=off\ny=off\n", "y=off\nx=off\n(", "1:y=off 2:x=off"},
		"it was found again":             {"x=off\ny=off\n", "(\nx=off\ny=off OFF\n", "2:x=off 3:y=off OFF"},
		"another was found in its line":  {"x=off\n", "x=off\n(z=OFF\n", "1:x=off 2:(z=OFF"},
		"carriage returns":               {"a\r\nx=off\r\n", "a(\r\n\r\nx=off\r\n", "3:x=off"},
		"a text without a line end":      {"a\nx=off", "a(\nx=off", "2:x=off"},
		"now nothing is left":            {"x=off", "", ""},
	} {
		got := lint.Keep(test.before, findingsOf(test.before, "off"), test.after, findingsOf(test.after, "OFF"))
		var lines []string
		for _, f := range got {
			line := 1 + strings.Count(test.after[:f.Start], "\n")
			content := strings.TrimRight(strings.Split(test.after, "\n")[line-1], "\r")
			lines = append(lines, string(rune('0'+line))+":"+content)
		}
		if diff := cmp.Diff(test.want, strings.Join(lines, " ")); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", name, diff)
		}
	}
}

// findingsOf returns a finding for each occurrence of word, with a fix that removes it and
// a choice that removes its line and the next one.
func findingsOf(text, word string) (found []lint.Finding) {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return found
		}
		start, end := at+i, at+i+len(word)
		rest := len(text)
		found = append(found, lint.Finding{
			Start: start, End: end, Code: "c",
			Fix:     &lint.Fix{Title: "word", Edits: []lint.Edit{{Start: start, End: end}}},
			Choices: []lint.Fix{{Title: "all", Edits: []lint.Edit{{Start: 0, End: rest}}}, {Title: "word", Edits: []lint.Edit{{Start: start, End: end, New: "x"}}}},
		})
		at = end
	}
}

// TestKeptFixes checks that a kept finding has the fixes of its own line, at the right
// place.
func TestKeptFixes(t *testing.T) {
	before, after := "a\nx=off\nb\n", "a(\n\nx=off\nb\n"
	got := lint.Keep(before, findingsOf(before, "off"), after, nil)
	if len(got) != 1 || got[0].Fix == nil || len(got[0].Choices) != 1 {
		t.Fatalf("%+v, want one finding with a fix and a choice", got)
	}
	if fixed := lint.Apply(after, got[0].Fix.Edits); fixed != "a(\n\nx=\nb\n" {
		t.Errorf("fixed %q", fixed)
	}
	if chosen := lint.Apply(after, got[0].Choices[0].Edits); chosen != "a(\n\nx=x\nb\n" {
		t.Errorf("chosen %q", chosen)
	}
}

func FuzzKeep(f *testing.F) {
	f.Add("a\nx=off\nb\n", "a(\nx=off\nOFF\n")
	f.Fuzz(func(t *testing.T, before, after string) {
		last := 0
		for _, k := range lint.Keep(before, findingsOf(before, "off"), after, findingsOf(after, "OFF")) {
			if k.Start < last || k.End > len(after) || !strings.EqualFold(after[k.Start:k.End], "off") {
				t.Fatalf("%q, then %q: kept %+v after %d", before, after, k, last)
			}
			last = k.End
			if k.Fix != nil {
				lint.Apply(after, k.Fix.Edits)
			}
		}
	})
}

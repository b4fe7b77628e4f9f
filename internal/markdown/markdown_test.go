package markdown

import "testing"

func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                  "plain",
		"<img onerror=x>":        `\<img onerror=x\>`,
		"[a](command:x)":         `\[a\]\(command:x\)`,
		"a|b\n# c":               `a\|b \# c`,
		"`x` \\ *y*":             "\\`x\\` \\\\ \\*y\\*",
		"\xff":                   "\uFFFD",
		"https://go.dev/a_b?c=d": `https://go.dev/a\_b?c=d`,
	} {
		if got := Escape(text); got != want {
			t.Errorf("Escape(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestCode(t *testing.T) {
	for text, want := range map[string]string{
		"/home/me": "`/home/me`",
		"a`b":      "``a`b``",
		"`a`":      "`` `a` ``",
		"``a`":     "``` ``a` ```",
		"one\ntwo": "`one two`",
	} {
		if got := Code(text); got != want {
			t.Errorf("Code(%q) = %q, want %q", text, got, want)
		}
	}
}

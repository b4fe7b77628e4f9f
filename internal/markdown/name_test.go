package markdown

import (
	"regexp"
	"strings"
	"testing"
)

func TestName(t *testing.T) {
	for text, want := range map[string]string{
		"go/subcommand:build":          "`go/subcommand:build`",
		"<50ms":                        "`<50ms`",
		"a b":                          "`a b`",
		"a  b ":                        "`a\\x20\\x20b\\x20`",
		"":                             "`\"\"`",
		"a|b`c":                        "`a\\x7cb\\x60c`",
		`C:\x`:                         "`C:\\\\x`",
		"<img>":                        "`\\x3cimg>`",
		"[a](command:x)":               "`[a]\\x28command:x)`",
		"f.(*T[...]).m":                "`f.(*T[...]).m`",
		"one\ntwo\x1b[0m\u202e":        "`one\\ntwo\\x1b[0m\\u202e`",
		strings.Repeat("x", longest+1): "`" + strings.Repeat("x", longest) + "…`",
	} {
		if got := Name(text); got != want {
			t.Errorf("Name(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestProse(t *testing.T) {
	for text, want := range map[string]string{
		"go command: times run":             "go command: times run",
		"cmd/go go1.26.8":                   "cmd/go go1.26.8",
		"is in local.2026-11-29.json, yes.": "is in `local.2026-11-29.json`, yes.",
		"(see golang.org/x/tools)":          "(see `golang.org/x/tools`)",
		"a_b *c*":                           "`a_b` `*c*`",
		"one\n\n# two":                      "one `#` two",
		"- x":                               "`-` x",
		"http://x":                          "`http://x`",
		"":                                  "",
		"...":                               "...",
		"$.":                                "`$`.",
	} {
		if got := Prose(text); got != want {
			t.Errorf("Prose(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestBlock(t *testing.T) {
	if got, want := Block([]string{"a.b:+1", "```", "<b>\x00"}), "```text\na.b:+1\n\\x60\\x60\\x60\n\\x3cb>\\x00\n```\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestControlCharacters(t *testing.T) {
	for _, f := range []func(string) string{Escape, Code} {
		if got := f("a\x1b\u202eb"); strings.ContainsAny(got, "\x1b\u202e") {
			t.Errorf("%q has control characters", got)
		}
	}
}

func FuzzName(f *testing.F) {
	f.Add("a`|\\<b>")
	one := regexp.MustCompile("^`[^`|\r\n]+`$")
	f.Fuzz(func(t *testing.T, text string) {
		if got := Name(text); !one.MatchString(got) || regexp.MustCompile(`<[\pL/!?]`).MatchString(got) {
			t.Errorf("Name(%q) = %s", text, got)
		}
		if words := strings.Fields(Prose(text)); len(splitWords(strings.Join(words, " "))) < len(words) && strings.Count(Prose(text), "`")%2 != 0 {
			t.Errorf("Prose(%q) = %s", text, Prose(text))
		}
	})
}

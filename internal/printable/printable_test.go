package printable

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "",
		"plain, ünïcode ✓\n\t":  "plain, ünïcode ✓\n\t",
		"\x1b]0;title\x07":      `\u001b]0;title\u0007`,
		"a\rb\x00\x7f":          `a\u000db\u0000\u007f`,
		"\u009b2J":              `\u009b2J`,
		"\xff\x9b":              "\uFFFD\uFFFD",
		"a\u202eb\u2066c\u200f": `a\u202eb\u2066c\u200f`,
		"line\u2028end":         `line\u2028end`,
		"tag \U000e0041":        `tag \udb40\udc41`,
		"👩\u200d💻":              "👩\u200d💻",
	} {
		if got := Text(text); got != want {
			t.Errorf("Text(%q) = %q, want %q", text, got, want)
		}
		var out strings.Builder
		if n, err := (Writer{W: &out}).Write([]byte(text)); out.String() != want || n != len(text) || err != nil {
			t.Errorf("writing %q: %q, %d, %v, want %q", text, out.String(), n, err, want)
		}
	}
}

// TestTextOfJSON checks that JSON keeps its value.
func TestTextOfJSON(t *testing.T) {
	for _, text := range []string{"\u202e\u009b\x7f", "tag \U000e0041", "plain"} {
		written := `{"a":"` + text + `"}`
		var v struct{ A string }
		if err := json.Unmarshal([]byte(Text(written)), &v); err != nil || v.A != text {
			t.Errorf("%q: %q, %v", text, v.A, err)
		}
	}
}

func TestLine(t *testing.T) {
	for _, test := range []struct {
		text  string
		limit int
		want  string
	}{
		{"go: a\n\tb", 20, "go: a b"},
		{"exactly so", 10, "exactly so"},
		{"one too many", 11, "one too…"},
		{"üüüüü", 8, "üü…"},
		{"\x1b[2J" + strings.Repeat("\x1b", 100), 12, `\u001b[2J…`},
	} {
		if got := Line(test.text, test.limit); got != test.want {
			t.Errorf("Line(%q, %d) = %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}

func TestQuote(t *testing.T) {
	long := strings.Repeat("ü", quoted)
	for text, want := range map[string]string{
		"":                        `""`,
		"on\n\x1b\xff":            `"on\n\x1b\xff"`,
		long:                      `"` + long + `"`,
		long + "ü":                `"` + long + `"...`,
		strings.Repeat("x", 1000): `"` + strings.Repeat("x", quoted) + `"...`,
		strings.Repeat("🚀", 1000): `"` + strings.Repeat("🚀", quoted) + `"...`,
	} {
		if got := Quote(text); got != want || Quote([]byte(text)) != want {
			t.Errorf("Quote(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestName(t *testing.T) {
	for name, want := range map[string]string{"a b.count": "a b.count", "a\nb": `"a\nb"`, "\xff": `"\xff"`, "\u202e": `"\u202e"`} {
		if got := Name(name); got != want {
			t.Errorf("Name(%q) = %s, want %s", name, got, want)
		}
	}
}

func FuzzLine(f *testing.F) {
	f.Add("a\x1b\u202e\xff\n", 10)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = 8 + (limit & 0xff)
		got := Line(text, limit)
		if len(got) > limit || !utf8.ValidString(got) || strings.ContainsFunc(got, steers) || strings.Contains(got, "\n") {
			t.Errorf("Line(%q, %d) = %q", text, limit, got)
		}
	})
}

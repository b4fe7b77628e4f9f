package markdown

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	table := NewTable("rlll", "n", "", "none", "name")
	table.Row("1", "█▌", "", Name("a"))
	table.Row("1,204", "", "", Name("日本"))
	const want = "" +
		"|     n |    | name   |\n" +
		"|------:|----|--------|\n" +
		"|     1 | █▌ | `a`    |\n" +
		"| 1,204 |    | `日本` |\n"
	if got := table.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if table.Len() != 2 {
		t.Errorf("%d rows, want 2", table.Len())
	}
}

func TestCompactTable(t *testing.T) {
	table := NewCompactTable("key", "default", "meaning")
	table.Row("`a`", "", "A long sentence.")
	table.Row("`long`", "", "B.")
	const want = "| key | default | meaning |\n|---|---|---|\n| `a` |  | A long sentence. |\n| `long` |  | B. |\n"
	if got := table.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestTableWithLongNames(t *testing.T) {
	table := NewTable("rl", "n", "name")
	table.Row("1", Name(strings.Repeat("a", 90)))
	table.Row("2", Name("b"))
	lines := strings.Split(table.String(), "\n")
	for i, want := range []int{42, 42, 100, 42} {
		if got := Width(lines[i]); got != want {
			t.Errorf("line %d has %d columns, want %d: %s", i, got, want, lines[i])
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text, indent, want string
		width              int
	}{
		{"one two three", "", "one two\nthree", 8},
		{"one two three", "  ", "one\n  two\n  three", 6},
		{"see `a b c d e f` now", "", "see\n`a b c d e f`\nnow", 8},
		{"see ``a ` b`` now", "", "see\n``a ` b``\nnow", 6},
		{"a ` b", "", "a ` b", 80},
		{"not a - list", "", "not a -\nlist", 6},
		{"in the year 1. yes", "", "in the year 1.\nyes", 11},
		{"a **bold** word", "", "a\n**bold**\nword", 8},
		{"", "", "", 80},
	} {
		if got := Wrap(test.text, test.width, test.indent); got != test.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

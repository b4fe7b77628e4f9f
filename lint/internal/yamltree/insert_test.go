package yamltree

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// TestInsert inserts an item into random sequences and compares the data before and after.
func TestInsert(t *testing.T) {
	const documents = 3000
	tried, refused := 0, 0
	for seed := range uint64(documents) {
		g := &text{Rand: rand.New(rand.NewPCG(seed, 2))}
		doc := "# " + entry + "\n" + g.steps()
		var before, after map[string]any
		if yaml.Unmarshal([]byte(doc), &before) != nil {
			continue
		}
		list := parsed(t, doc).Get("steps")
		at := g.IntN(list.Count())
		item := list.children[at]
		text, want := "run: "+command, any(map[string]any{"run": command})
		if g.IntN(3) == 0 {
			text, want = command, command
		}
		edits := InsertBefore(item, text)
		if g.IntN(2) == 0 {
			edits = InsertAfter(item, text)
			at++
		}
		tried++
		if len(edits) == 0 {
			refused++
			continue
		}
		fixed, ok := apply(t, seed, doc, edits, &after)
		if !ok {
			continue
		}
		before["steps"] = slices.Insert(slices.Clone(before["steps"].([]any)), at, want)
		if diff := cmp.Diff(trimmed(before), trimmed(after)); diff != "" {
			t.Errorf("seed %d: %s\n%s\n-- fixed --\n%s", seed, diff, doc, fixed)
		}
	}
	t.Logf("%d documents, %d without an edit", tried, refused)
}

const command = "go telemetry off"

// steps writes a document with a sequence of mappings or texts.
func (g *text) steps() string {
	flow := g.IntN(3) == 0
	n := 1 + g.IntN(3)
	items := make([]string, n)
	for i := range n {
		switch g.IntN(3) {
		case 0:
			items[i] = strings.ReplaceAll(g.flow(), entry, "GO")
		case 1:
			items[i] = g.pick([]string{"a", `"a"`, "'it''s'", "&kANCHOR a", "!!str a"}) + "\n"
		default:
			items[i] = strings.ReplaceAll(g.flow(), entry, "GO")
			if !flow {
				items[i] = strings.ReplaceAll(g.block(), entry, "GO")
			}
		}
	}
	var doc string
	if flow {
		for i := range items {
			items[i] = strings.TrimSuffix(items[i], "\n")
		}
		separator := g.pick([]string{", ", ",", ",\n  ", ", # why\n  "})
		doc = indent("steps: ", "["+g.pick([]string{"", " ", "\n  ", " # why\n  "})+strings.Join(items, separator)+g.pick([]string{"", ",", " ", "\n", ",\n", " # why\n"})+"]\n", "    ")
	} else {
		blanks, dash := g.pick([]string{"", "  "}), g.pick([]string{"- ", "-   "})
		doc = "steps:" + g.pick([]string{"", " # why", " &anchorANCHOR"}) + "\n"
		for _, item := range items {
			doc += g.pick([]string{"", "", blanks + "# next\n", "\n", "# left\n"})
			doc += indent(blanks+dash, item, blanks+strings.Repeat(" ", len(dash)))
		}
	}
	doc += g.pick([]string{"", "z: 1\n", "# end\n", "\n# about z\nz: 1\n"})
	if g.IntN(4) == 0 {
		doc = strings.ReplaceAll(doc, "\n", "\r\n")
	}
	if g.IntN(3) == 0 {
		doc = strings.TrimRight(doc, "\r\n")
	}
	return doc
}

// trimmed removes the line ends after texts: blank lines after a block may become a part
// of it.
func trimmed(data any) any {
	switch data := data.(type) {
	case map[string]any:
		for k, v := range data {
			data[k] = trimmed(v)
		}
	case []any:
		for i, v := range data {
			data[i] = trimmed(v)
		}
	case string:
		return strings.TrimRight(data, "\n")
	}
	return data
}

// TestPrepend puts a command before scripts of all styles.
func TestPrepend(t *testing.T) {
	for _, script := range []string{
		"a", "go vet: x", `"a \"b\""`, "'it''s'", "&s a", "!!str a", "a\n  b", "\"a\n  b\"",
		"|\n  a\n  b\n", "|-\n  a\n\n  b", "|+\n  a\n\n", "|2\n    a\n", "| # why\n  a\n", ">\n  a\n  b\n", ">-\n\n  a\n    b\n", "|\n\n  a\n", "&s |\n  a\n",
		"|\r\n  a\r\n  b\r\n",
	} {
		doc := "# " + entry + "\nscript: " + script + "\nz: 1\n"
		var before, after map[string]string
		if yaml.Unmarshal([]byte(doc), &before) != nil {
			continue
		}
		docs, _ := Parse(report.Whole(doc, 0))
		n := docs[0].Root.Get("script")
		edits := n.Valid(Prepend(n, command))
		if len(edits) == 0 {
			continue
		}
		fixed := report.Apply(doc, edits)
		if err := yaml.Unmarshal([]byte(fixed), &after); err != nil {
			t.Errorf("%v\n%s\n-- fixed --\n%s", err, doc, fixed)
			continue
		}
		got, rest := strings.TrimLeft(after["script"], "\n"), strings.TrimLeft(before["script"], "\n")
		if got != command+" && "+rest && got != command+"\n"+rest {
			t.Errorf("got %q\n%s\n-- fixed --\n%s", got, doc, fixed)
		}
	}
}

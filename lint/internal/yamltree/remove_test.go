package yamltree

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

const entry = report.EnvName

// The ways to write an entry of a mapping. K stands for the key, V for the value, and the
// lines after the first one for deeper lines.
var (
	blockKeys = []string{"K:", `"K":`, "'K':", "K :", `"K" :`, "? K\n:", "? \"K\"\n:", "? # why\n  K\n:", "?\n  K\n:", "&kANCHOR K:", "!!str K:", "? &kANCHOR K\n:", "? !!str K # why\n:"}
	flowKeys  = []string{"K:", `"K":`, "'K':", "K :", "? K :", "? \"K\" :", "&kANCHOR K:", "!!str K:"}
	scalars   = []string{" off", ` "off"`, ` 'it''s'`, " &vANCHOR off", " !!str off", "\n  off", " \"two\n  lines\"", " 'two\n\n  lines'", " two\n  lines", "", " ~", " is it ?", " http://x#y"}
	blocks    = []string{" |\n  off", " |-\n  off\n\n  more", " >\n  off\n   more", " |2\n    off", " &vANCHOR |\n  off", " |+ # why\n  off\n", "\n  a: b\n  c: d", "\n- a\n- b", "\n  - a # why\n  - - b\n    - c", " [a, b]", " {a: b,\n  c: d}", "\n  # why\n  a: b", " # why\n  a: b"}
)

// text writes documents at random.
type text struct {
	*rand.Rand
	anchors int
}

func (g *text) pick(from []string) string {
	g.anchors++
	return strings.ReplaceAll(from[g.IntN(len(from))], "ANCHOR", fmt.Sprint(g.anchors))
}

// block writes a mapping without brackets, with the entry at one position.
func (g *text) block() string {
	n := 1 + g.IntN(3)
	at := g.IntN(n)
	var b strings.Builder
	for i := range n {
		key := g.pick(blockKeys)
		var value string
		switch {
		case strings.HasPrefix(key, "?"): // a deeper line would need other rules
			value = g.pick([]string{" off", ` "off"`, " |\n  off", "\n  off", " # why\n  off"})
		case g.IntN(2) == 0:
			value = g.pick(blocks)
		default:
			value = g.pick(scalars)
		}
		if !strings.Contains(value, "\n") && g.IntN(3) == 0 {
			value += " # why"
		}
		b.WriteString(strings.Replace(key, "K", g.name(i, at), 1) + value + "\n")
		if g.IntN(6) == 0 {
			b.WriteString("\n")
		}
		if g.IntN(6) == 0 && !strings.Contains(value, "|+") {
			b.WriteString("# about the next\n")
		}
	}
	return b.String()
}

// flow writes a mapping with brackets.
func (g *text) flow() string {
	n := 1 + g.IntN(3)
	at := g.IntN(n)
	pairs := make([]string, n)
	for i := range n {
		value := g.pick([]string{" off", ` "off"`, " 'a, b'", " [a, b]", " {a: b}", " &vANCHOR off", " !!str off", "\n  off", " two\n  lines"})
		pairs[i] = strings.Replace(g.pick(flowKeys), "K", g.name(i, at), 1) + value
	}
	separator := g.pick([]string{", ", ",", ",\n  ", " , ", ", # why\n  ", "\n  , "})
	end := g.pick([]string{"", " ", ",", "\n", ",\n", " # why\n"})
	return "{" + g.pick([]string{"", " ", "\n  "}) + strings.Join(pairs, separator) + end + "}\n"
}

// list writes a sequence, with or without brackets, with the entry at one position.
func (g *text) list() (list string, flow bool) {
	n := 1 + g.IntN(3)
	at := g.IntN(n)
	items := make([]string, n)
	flow = g.IntN(2) == 0
	forms := []string{"K", `"K"`, "'K'", "&kANCHOR K", "!!str K", `!!str "K"`}
	if !flow {
		forms = append(forms, "K # why", "|\n  K", ">-\n  K", "# why\n  K", "\n  K")
	}
	for i := range n {
		items[i] = strings.Replace(g.pick(forms), "K", g.name(i, at)+"=off", 1)
	}
	if flow {
		separator := g.pick([]string{", ", ",", ",\n  ", " , ", ", # why\n  "})
		return "[" + g.pick([]string{"", " ", "\n  "}) + strings.Join(items, separator) + g.pick([]string{"", ",", "\n", ",\n"}) + "]\n", true
	}
	return "- " + strings.Join(items, g.pick([]string{"\n- ", "\n\n- ", "\n# next\n- "})) + "\n", false
}

func (g *text) name(i, at int) string {
	if i == at {
		return entry
	}
	return fmt.Sprintf("KEY%d", i)
}

// indent puts blanks before all lines but the first, which follows prefix.
func indent(prefix, text, blanks string) string {
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")
	for i := range lines {
		if i > 0 && strings.TrimSpace(lines[i]) != "" {
			lines[i] = blanks + lines[i]
		}
	}
	return prefix + strings.Join(lines, "") + "\n"
}

// document writes a mapping at a place in a document.
func (g *text) document() string {
	var m string
	if g.IntN(4) == 0 {
		list, flow := g.list()
		if flow || g.IntN(2) == 0 {
			return indent("a: 1\nenv:"+g.pick([]string{" ", "\n  ", " # about\n  ", " &envANCHOR\n  "}), list, "  ") + "z: 1\n"
		}
		return "env:\n" + list + "z: 1\n"
	}
	if flow := g.IntN(3) == 0; flow {
		m = g.flow()
		switch g.IntN(4) {
		case 0:
			return indent("env: ", m, "  ") + "z: 1\n"
		case 1:
			return indent("- ", m, "  ") + "- z\n"
		case 2:
			return indent("env: &env ", m, "  ") + "z: *env\n"
		}
		return indent("a: [", strings.TrimSuffix(m, "\n"), "  ") + ", z]\n"
	}
	m = g.block()
	switch g.IntN(9) {
	case 0:
		return m
	case 1:
		return indent("env:\n  ", m, "  ") + "z: 1\n"
	case 2:
		return indent("- ", m, "  ") + "- z\n"
	case 3:
		return "a:\n" + indent("- z\n- ", m, "  ")
	case 4:
		return "a:\n" + indent("  - z\n  -   ", m, "      ") + "  # after\nb: c\n"
	case 5:
		return indent("-\n  ", m, "  ") + "- z\n"
	case 6:
		return indent("- - ", m, "    ") + "  - z\n"
	case 7:
		return indent("env: # about\n  ", m, "  ") + "z: 1\n"
	}
	return indent("a: 1\nenv: &env\n  ", m, "  ") + "b:\n  <<: *env\n  z: 1\n"
}

// without removes the entry and what is empty from decoded data.
func without(data any) any {
	switch data := data.(type) {
	case map[string]any:
		left := map[string]any{}
		for k, v := range data {
			if v = without(v); k != entry && v != nil {
				left[k] = v
			}
		}
		if len(left) > 0 {
			return left
		}
		return nil
	case []any:
		var left []any
		for _, v := range data {
			if v = without(v); v != nil {
				left = append(left, v)
			}
		}
		if left != nil {
			return left
		}
		return nil
	case string: // an element, or a text: blank lines after a block may become a part of it
		if data = strings.TrimRight(data, "\n"); data != entry+"=off" {
			return data
		}
		return nil
	}
	return data
}

// find returns the value of the entry, or the element that is one.
func find(n *Node) *Node {
	if n.Is(Scalar) && strings.TrimSpace(n.Text) == entry+"=off" {
		return n
	}
	if v := n.Get(entry); v != nil {
		return v
	}
	for _, c := range n.children {
		if v := find(c); v != nil {
			return v
		}
	}
	return nil
}

// TestRemove removes the entry from random mappings at random places, and compares the data
// before and after.
func TestRemove(t *testing.T) {
	const documents = 5000
	tried, refused := 0, 0
	for seed := range uint64(documents) {
		g := &text{Rand: rand.New(rand.NewPCG(seed, 1))}
		doc := g.document()
		if g.IntN(4) == 0 {
			doc = strings.ReplaceAll(doc, "\n", "\r\n")
		}
		if g.IntN(4) == 0 {
			doc = strings.TrimRight(doc, "\r\n")
		}
		var before, after any
		if yaml.Unmarshal([]byte(doc), &before) != nil {
			continue
		}
		tried++
		edits := Remove(find(parsed(t, doc)))
		if len(edits) == 0 {
			refused++
			continue
		}
		fixed, ok := apply(t, seed, doc, edits, &after)
		if !ok {
			continue
		}
		if diff := cmp.Diff(without(before), without(after)); diff != "" || strings.Contains(fixed, entry) {
			t.Errorf("seed %d: %s\n%s\n-- fixed --\n%s", seed, diff, doc, fixed)
		}
	}
	t.Logf("%d documents, %d without an edit", tried, refused)
}

// parsed returns the root of a document.
func parsed(t *testing.T, doc string) *Node {
	t.Helper()
	docs, ok := Parse(report.Whole(doc, 0))
	if !ok || len(docs) != 1 {
		t.Fatalf("not parsed:\n%s", doc)
	}
	return docs[0].Root
}

// apply applies edits to a document and decodes the result. ok is false if that is no YAML,
// which is an error.
func apply(t *testing.T, seed uint64, doc string, edits []report.Edit, after any) (fixed string, ok bool) {
	t.Helper()
	fixed = report.Apply(doc, edits)
	if err := yaml.Unmarshal([]byte(fixed), after); err != nil {
		t.Errorf("seed %d: %v\n%s\n-- fixed --\n%s", seed, err, doc, fixed)
		return fixed, false
	}
	return fixed, true
}

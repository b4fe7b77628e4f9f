package yamltree

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// documents have scalars of all styles. GOTELEMETRY makes them worth parsing.
var documents = []string{
	"GOTELEMETRY: plain text\nb: two\n  lines\n\n  more\nc: # none\nd: ''\ne: \"\"\n",
	"GOTELEMETRY: 'it''s'\nb: 'two\n  lines\n\n  more'\nc: ' x '\n",
	`{GOTELEMETRY: "a\tb\\\"\x41é\U0001f600\/", b: [c, "d", 'e'], "f g": h}`,
	"GOTELEMETRY: \"two  \n  lines \\\n  more\\\n\n  end\"\n",
	"GOTELEMETRY: |\n  a\n   b\n\n  c\nb: |-\n  x\nc: |+\n  y\n\nd: |2\n    z\n  w\n",
	"GOTELEMETRY: >\n  a\n  b\n\n  c\n   d\n   e\n  f\n\n\n  g\nb: >-\n  x\n  y\n",
	"- GOTELEMETRY\n- - |\n   a\n   b\n  - >\n   c\n   d\n-\n  # a - comment\n  x: |\n    y\n",
	"GOTELEMETRY: |\r\n  a\r\n  b\r\nc: >\r\n  d\r\n  e\r\nf: g\r\n  h\r\n",
	"a: &x !!str GOTELEMETRY\nb: &y\n  c: !t |\n    d\ne: *x\nf: *y\n? g\n: h\n",
	"GOTELEMETRY: &0:{0000",
	": &x GOTELEMETRY\n: &y:: \n? \n",
	"GOTELEMETRY: [a, b: c, {d: e}, [f, g]]\nx: y\n",
}

// TestScalars checks that scalars mean what they mean to the parser, and that their
// places have what they mean.
func TestScalars(t *testing.T) {
	for _, text := range documents {
		checkScalars(t, text)
	}
}

func FuzzScalars(f *testing.F) {
	for _, text := range documents {
		f.Add(text)
	}
	f.Fuzz(checkScalars)
}

func checkScalars(t *testing.T, text string) {
	masked := mask(text)
	if masked != text || !report.Suspicious(text) || documentEnd(text, 0) != len(text) {
		t.Skip("the parser sees another text")
	}
	var root yaml.Node
	if err := yaml.NewDecoder(strings.NewReader(text)).Decode(&root); err != nil || len(root.Content) == 0 {
		t.Skip("no document")
	}
	docs, ok := Parse(report.Whole(text, 0))
	if !ok || len(docs) != 1 {
		t.Fatalf("%d documents, ok %t", len(docs), ok)
	}
	compare(t, docs[0].Root, root.Content[0])
}

func compare(t *testing.T, got *Node, want *yaml.Node) {
	t.Helper()
	if len(got.children) != len(want.Content) {
		t.Fatalf("%d children of %q, want %d", len(got.children), got.Raw(), len(want.Content))
	}
	for i, c := range got.children {
		compare(t, c, want.Content[i])
	}
	if want.Kind != yaml.ScalarNode {
		return
	}
	text := want.Value
	if got.Style == Literal || got.Style == Folded { // a script can do without its last line ends
		text = strings.TrimRight(text, "\n")
	}
	if strings.TrimRight(got.Text, "\n") != strings.TrimRight(text, "\n") {
		t.Errorf("%q means %q, want %q", got.Raw(), got.Text, want.Value)
	}
	file := got.doc.Source.Text
	for i := range got.Text {
		if c := got.Text[i]; c > ' ' && c < 0x7f && got.Style != DoubleQuoted && file[got.At(i)] != c {
			t.Errorf("byte %d of %q is %q in the file", i, got.Text, file[got.At(i)])
		}
	}
}

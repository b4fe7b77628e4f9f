// Package toml lints TOML files that set the environment of programs or run commands,
// such as mise.toml. It knows them by their names: the same table has another meaning in
// another file. The kinds of files are in shapes.go.
package toml

import (
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tree"
)

// maxResumes bounds how often the parser starts again after an error.
const maxResumes = 100

// lint lints a file of a shape. After a syntax error, it goes on at the next line.
func lint(r *report.Reporter, src report.Source, in report.Context, shape tree.Shape) {
	b := &builder{r: r, src: src, root: &tree.Value{Kind: tree.Map}, items: make(map[place]*tree.Item)}
	b.table, b.header = b.root, &header{}
	// The parser takes a byte order mark for a key.
	at := src.Len() - len(strings.TrimPrefix(src.Text, "\ufeff"))
	for i := 0; i < maxResumes && at < src.Len(); i++ {
		at = b.parse(at)
	}
	l := &tree.Linter{Report: r, Source: src, In: in}
	l.Lint(b.root, shape)
}

// builder makes the tree of a file.
type builder struct {
	r      *report.Reporter
	src    report.Source
	base   int // offset of the text that is being parsed
	root   *tree.Value
	table  *tree.Value // the last one in the file
	header *header     // its header
	items  map[place]*tree.Item
}

// place is a key of a table.
type place struct {
	in  *tree.Value
	key string
}

// header is the line that starts a table. The root table has none, and a length of 0.
type header struct {
	start, end int
	members    int
}

// parse parses the text from an offset on, up to an error, and returns where to go on.
func (b *builder) parse(from int) (next int) {
	b.base = from
	data := []byte(b.src.Text[from:])
	parser := unstable.Parser{KeepComments: strings.Contains(b.src.Text, "telemetry-ls:")}
	parser.Reset(data)
	for parser.NextExpression() {
		b.expression(parser.Expression())
	}
	var failed *unstable.ParserError
	if !errors.As(parser.Error(), &failed) {
		return b.src.Len()
	}
	b.r.Broken = true
	at := b.base + int(parser.Range(failed.Highlight).Offset)
	return min(report.LineEnd(b.src.Text, at)+1, b.src.Len())
}

func (b *builder) expression(n *unstable.Node) {
	switch n.Kind {
	case unstable.Table, unstable.ArrayTable:
		b.startTable(n)
	case unstable.KeyValue:
		b.comments(n.Child())
		b.header.members++
		item := b.member(b.table, n)
		item.Remove = b.lineRemoval(item, b.header)
		b.fill(item, n.Value(), func() []report.Edit { return item.Remove() })
	}
	b.comment(n)
	if next := n.Next(); next != nil {
		b.comment(next)
	}
}

// startTable makes the table of a header, or one more of an array of tables.
func (b *builder) startTable(n *unstable.Node) {
	at := b.root
	keys := n.Key()
	for keys.Next() {
		key := keys.Node()
		start := report.LineStart(b.src.Text, b.base+int(key.Raw.Offset))
		b.header = &header{start: start, end: report.LineEnd(b.src.Text, start)}
		if n.Kind == unstable.ArrayTable && keys.IsLast() {
			list := b.item(at, string(key.Data), tree.List).Value
			at = &tree.Value{Kind: tree.Map}
			list.Items = append(list.Items, &tree.Item{Value: at})
		} else {
			at = b.below(at, string(key.Data))
		}
	}
	b.table = at
}

// item returns the item of a table that has a key, a new one if there is none.
func (b *builder) item(table *tree.Value, key string, kind tree.Kind) *tree.Item {
	item := b.items[place{table, key}]
	if item == nil {
		item = &tree.Item{Key: key, Value: &tree.Value{Kind: kind}}
		b.items[place{table, key}] = item
		table.Items = append(table.Items, item)
	}
	return item
}

// below returns the table below a key; of an array of tables, it is the last.
func (b *builder) below(table *tree.Value, key string) *tree.Value {
	v := b.item(table, key, tree.Map).Value
	if n := len(v.Items); v.Kind == tree.List && n > 0 {
		return v.Items[n-1].Value
	}
	return v
}

// member returns a new item for a key and its value, which it doesn't fill.
func (b *builder) member(table *tree.Value, n *unstable.Node) *tree.Item {
	start := b.base + int(n.Raw.Offset)
	item := &tree.Item{Start: start, End: start + int(n.Raw.Length), Value: &tree.Value{}}
	keys := n.Key()
	for keys.Next() {
		key := keys.Node()
		item.Key = string(key.Data)
		item.KeyStart = b.base + int(key.Raw.Offset)
		item.KeyEnd = item.KeyStart + int(key.Raw.Length)
		if !keys.IsLast() {
			table = b.below(table, item.Key)
		}
	}
	b.items[place{table, item.Key}] = item
	table.Items = append(table.Items, item)
	return item
}

package toml

import (
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tree"
)

// fill fills the value of an item. emptied removes the item, if nothing remains in it.
func (b *builder) fill(item *tree.Item, n *unstable.Node, emptied func() []report.Edit) {
	v := item.Value
	v.Start, v.End = b.base+int(n.Raw.Offset), b.base+int(n.Raw.Offset+n.Raw.Length)
	switch n.Kind {
	case unstable.String:
		v.Kind = tree.String
		v.Text = b.unquote(v.Start, v.End)
	case unstable.InlineTable:
		v.Kind = tree.Map
		b.inside(v, n, emptied)
	case unstable.Array:
		v.Kind = tree.List
		// The parser doesn't say where a list begins.
		v.Start = item.KeyEnd + strings.IndexByte(b.src.Text[item.KeyEnd:], '[')
		b.inside(v, n, emptied)
	default:
		v.Text = b.src.Slice(v.Start, v.End)
	}
}

// inside fills a list or an inline table.
func (b *builder) inside(v *tree.Value, n *unstable.Node, emptied func() []report.Edit) {
	var items []*tree.Item
	removable := true
	children := n.Children()
	for children.Next() {
		switch child := children.Node(); child.Kind {
		case unstable.Comment:
			b.comments(child)
		case unstable.KeyValue:
			item := b.member(v, child)
			b.fill(item, child.Value(), func() []report.Edit { return item.Remove() })
			items = append(items, item)
		default:
			item := &tree.Item{Value: &tree.Value{}}
			b.fill(item, child, nil)
			item.Start, item.End = item.Value.Start, item.Value.End
			// The parser doesn't say where lists and tables end.
			removable = removable && child.Kind != unstable.Array && child.Kind != unstable.InlineTable
			v.Items = append(v.Items, item)
			items = append(items, item)
		}
	}
	remove := tree.Separated{Source: b.src, Open: v.Start + 1, Items: items, Comment: comment, Emptied: emptied}.Remove
	for i, item := range items {
		item.Remove = func() []report.Edit { return remove(i, i+1) }
		if !removable {
			item.Remove = func() []report.Edit { return nil }
		}
	}
	if removable {
		v.Remove = remove
	}
}

// comment returns the end of the comment at the start of text, or 0.
func comment(text string) int {
	if !strings.HasPrefix(text, "#") {
		return 0
	}
	return report.LineEnd(text, 0)
}

// comments tells the reporter about the comments in a list or table, and those after n.
func (b *builder) comments(n *unstable.Node) {
	for ; n.Valid(); n = n.Next() {
		b.comment(n)
		if n.Kind == unstable.Comment || n.Kind == unstable.Array || n.Kind == unstable.InlineTable {
			b.comments(n.Child())
		}
	}
}

func (b *builder) comment(n *unstable.Node) {
	if n.Kind == unstable.Comment {
		start := b.base + int(n.Raw.Offset)
		b.r.Comment(b.src.At(start), b.src.At(start+int(n.Raw.Length)))
	}
}

// lineRemoval returns what removes a member of a table that has lines of its own, and the
// header of the table if it has no other.
func (b *builder) lineRemoval(item *tree.Item, in *header) func() []report.Edit {
	return func() []report.Edit {
		text := b.src.Text
		start, end := item.Start, report.LineEnd(text, item.End) // a comment after it goes too
		if in.members == 1 && in.end > 0 && !strings.Contains(text[in.start:in.end], "#") && strings.TrimSpace(text[in.end:start]) == "" && blank(text[end:]) {
			start, end = withBlankLine(text, in.start, end)
		}
		if e, ok := b.src.DeleteLines(start, end); ok {
			return []report.Edit{e}
		}
		return []report.Edit{b.src.Delete(item.Start, item.End)}
	}
}

// withBlankLine extends a table to the blank line before it, or else the one after it.
func withBlankLine(text string, start, end int) (int, int) {
	before := strings.TrimSuffix(strings.TrimSuffix(text[:start], "\n"), "\r")
	if strings.HasSuffix(before, "\n") {
		return len(before), end
	}
	for _, line := range []string{"\n\n", "\r\n\r\n"} {
		if strings.HasPrefix(text[end:], line) {
			return start, end + len(line)/2
		}
	}
	return start, end
}

// blank reports whether nothing of a table follows on the next line.
func blank(after string) bool {
	_, line, _ := strings.Cut(after, "\n")
	line = strings.TrimLeft(line, " \t\r")
	return line == "" || line[0] == '\n' || line[0] == '['
}

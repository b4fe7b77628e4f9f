// Package jsonc lints JSON files, with comments or without, that set the environment of
// programs or run commands. It knows the files by their names; in others it only looks at
// keys that mean nothing else. The kinds of files are in shapes.go.
package jsonc

import (
	"strings"

	"github.com/tailscale/hujson"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tree"
)

// lint lints a file of a shape.
func lint(r *report.Reporter, src report.Source, in report.Context, shape tree.Shape) {
	root, base, ok := parse(src.Text)
	if !ok && r.Markdown { // documentation often shows members without their object
		root, base, ok = members(src.Text)
	}
	if !ok {
		r.Broken = true
		return
	}
	b := builder{src: src, base: base}
	if strings.Contains(src.Text, "telemetry-ls:") {
		b.comments(r, &root)
	}
	l := &tree.Linter{Report: r, Source: src, In: in}
	l.Lint(b.value(root, nil), shape)
}

// parse parses text, which can begin with a byte order mark. Offsets in the value are
// base less than those in text.
func parse(text string) (root hujson.Value, base int, ok bool) {
	if depth(text) > maxDepth {
		return root, 0, false
	}
	trimmed := strings.TrimPrefix(text, "\ufeff")
	// The parser wants a line end after a comment.
	root, err := hujson.Parse([]byte(trimmed + "\n"))
	return root, len(text) - len(trimmed), err == nil
}

// members parses text as the inside of an object.
func members(text string) (root hujson.Value, base int, ok bool) {
	root, base, ok = parse("{" + strings.TrimRight(text, " \t\r\n") + "\n}")
	return root, base - 1, ok
}

// builder makes the tree of a file.
type builder struct {
	src  report.Source
	base int // what to add to offsets
}

// value returns the tree of a value. emptied removes it from where it is, if nothing
// remains in it.
func (b builder) value(v hujson.Value, emptied func() []report.Edit) *tree.Value {
	t := &tree.Value{Start: v.StartOffset + b.base, End: v.EndOffset + b.base}
	switch inner := v.Value.(type) {
	case *hujson.Object:
		t.Kind = tree.Map
		for _, m := range inner.Members {
			t.Items = append(t.Items, b.member(t, m))
		}
	case *hujson.Array:
		t.Kind = tree.List
		for _, e := range inner.Elements {
			value := b.value(e, nil)
			t.Items = append(t.Items, &tree.Item{Start: value.Start, End: value.End, Value: value})
		}
	case hujson.Literal:
		b.literal(t, inner.Kind())
		return t
	}
	b.removal(t, emptied)
	return t
}

// member returns a member of the object t.
func (b builder) member(t *tree.Value, m hujson.ObjectMember) *tree.Item {
	item := &tree.Item{
		Key:      m.Name.Value.(hujson.Literal).String(),
		KeyStart: m.Name.StartOffset + b.base, KeyEnd: m.Name.EndOffset + b.base,
		Start: m.Name.StartOffset + b.base, End: m.Value.EndOffset + b.base,
	}
	item.Value = b.value(m.Value, func() []report.Edit { return item.Remove() })
	return item
}

// removal says how to remove the items of t.
func (b builder) removal(t *tree.Value, emptied func() []report.Edit) {
	remove := tree.Separated{Source: b.src, Open: t.Start + 1, Items: t.Items, Comment: comment, Emptied: emptied}.Remove
	for i, item := range t.Items {
		item.Remove = func() []report.Edit { return remove(i, i+1) }
	}
	t.Remove = remove
}

func (b builder) literal(t *tree.Value, kind hujson.Kind) {
	switch kind {
	case '"':
		t.Kind = tree.String
		t.Text = b.src.Unescape(t.Start+1, t.End-1, unescape)
	case 'n':
		t.Kind = tree.Null
	default:
		t.Text = b.src.Slice(t.Start, t.End)
	}
}

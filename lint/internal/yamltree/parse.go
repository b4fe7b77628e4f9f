package yamltree

import (
	"sort"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Parse parses the documents of src that may have findings. ok is false if one of them
// can't be parsed.
func Parse(src report.Source) (docs []*Document, ok bool) {
	ok = true
	for at := 0; at < src.Len(); {
		end := documentEnd(src.Text, at)
		if part := src.Slice(at, end); report.Suspicious(part.Text) {
			if doc := parse(part); doc != nil {
				docs = append(docs, doc)
			} else {
				ok = false
			}
		}
		at = end
	}
	return docs, ok
}

// documentEnd returns the end of the document at i: the start of the next line with
// three dashes.
func documentEnd(text string, i int) int {
	for {
		n := strings.Index(text[i:], "\n---")
		if n < 0 {
			return len(text)
		}
		if i += n + 4; i == len(text) || strings.ContainsRune(" \t\r\n", rune(text[i])) {
			return i - 3
		}
	}
}

func parse(src report.Source) *Document {
	doc := &Document{Source: src, masked: mask(src.Text), lines: lineStarts(src.Text), aliases: map[string]bool{}}
	root := decode(doc)
	if root == nil {
		return nil
	}
	b := builder{doc, map[*yaml.Node]*Node{}}
	doc.Root = b.node(root, nil, 0)
	sort.Slice(doc.scalars, func(i, j int) bool { return doc.scalars[i].Start < doc.scalars[j].Start })
	return doc
}

// decode parses the masked text of a document. An alias of an anchor that isn't there,
// because the document is a part of a file, is masked too.
func decode(doc *Document) *yaml.Node {
	const maxUnknown = 20
	for range maxUnknown {
		var root yaml.Node
		err := yaml.NewDecoder(strings.NewReader(doc.masked)).Decode(&root)
		if err == nil && len(root.Content) > 0 {
			return root.Content[0]
		}
		if err == nil {
			return nil
		}
		_, after, ok := strings.Cut(err.Error(), "unknown anchor '")
		name, _, _ := strings.Cut(after, "'")
		if !ok || name == "" {
			return nil
		}
		doc.masked = strings.ReplaceAll(doc.masked, "*"+name, "_"+name)
	}
	return nil
}

func lineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// lineStart returns the start of the line with byte i.
func (d *Document) lineStart(i int) int {
	return d.lines[sort.Search(len(d.lines), func(n int) bool { return d.lines[n] > i })-1]
}

// builder makes the tree of a document.
type builder struct {
	doc   *Document
	nodes map[*yaml.Node]*Node
}

// offset returns the offset of a node of the parser. Its columns are bytes, since the
// masked text is ASCII.
func (b builder) offset(n *yaml.Node) int {
	line := min(max(n.Line, 1), len(b.doc.lines))
	return min(b.doc.lines[line-1]+max(n.Column, 1)-1, len(b.doc.masked))
}

// node builds the node at index of the children of parent. Those before it are complete.
func (b builder) node(from *yaml.Node, parent *Node, index int) *Node {
	n := &Node{doc: b.doc, parent: parent, index: index, anchor: from.Anchor}
	b.nodes[from] = n
	n.whole = max(b.offset(from), b.lowest(n))
	n.Start = n.whole
	// The first key of a mapping can have a tag where the mapping starts.
	scalar := from.Kind == yaml.ScalarNode
	n.Tag, n.Start = b.properties(n.whole, scalar || from.Anchor != "", scalar || from.Style&yaml.TaggedStyle != 0)
	switch from.Kind {
	case yaml.MappingNode, yaml.SequenceNode:
		n.Kind = Mapping
		if from.Kind == yaml.SequenceNode {
			n.Kind = Sequence
		}
		n.Flow = from.Style&yaml.FlowStyle != 0
		b.children(n, from)
	case yaml.AliasNode:
		n.Kind, n.target = Alias, b.target(n, from)
		b.doc.aliases[from.Value] = true
		n.End = min(n.Start+1+len(from.Value), len(b.doc.masked))
	default:
		b.scalar(n, from)
		b.doc.scalars = append(b.doc.scalars, n)
	}
	n.End = max(n.End, n.Start)
	n.whole = b.mark(n)
	return n
}

// mark returns where a node starts with the question mark that can be before a key.
func (b builder) mark(n *Node) int {
	if !n.parent.Is(Mapping) || n.index&1 == 1 {
		return n.whole
	}
	at := b.lowest(n)
	if n.parent.Flow && at < n.whole && strings.IndexByte("{[", b.doc.masked[at]) >= 0 {
		at++
	}
	at = b.doc.skipBlank(at)
	if at < n.whole && b.doc.masked[at] == ',' {
		at = b.doc.skipBlank(at + 1)
	}
	if rest := b.doc.masked[at:]; at < n.whole && rest[0] == '?' && (len(rest) == 1 || isBlank(rest[1])) {
		return at
	}
	return n.whole
}

// target returns what an alias means. It is nil in what the alias itself is a part of: that
// would have no end.
func (b builder) target(n *Node, from *yaml.Node) *Node {
	target := b.nodes[from.Alias]
	for outer := n.parent; outer != nil; outer = outer.parent {
		if outer == target {
			return nil
		}
	}
	return target
}

// lowest returns the first place where a node can start: after what comes before it.
func (b builder) lowest(n *Node) int {
	switch {
	case n.parent == nil:
		return 0
	case n.index == 0:
		return n.parent.Start
	}
	return n.parent.children[n.index-1].End
}

func (b builder) children(n *Node, from *yaml.Node) {
	n.End = n.Start
	for i, c := range from.Content {
		child := b.node(c, n, i)
		n.children = append(n.children, child)
		n.End = child.End
	}
	// A single pair in a sequence can have no brackets.
	if n.Flow && n.Start < len(b.doc.masked) && strings.IndexByte("[{", b.doc.masked[n.Start]) >= 0 {
		n.End = b.closing(max(n.End, n.Start+1))
	}
}

// closing returns the end of a collection in brackets whose last element ends at i.
func (b builder) closing(i int) int {
	for i < len(b.doc.masked) {
		switch c := b.doc.masked[i]; {
		case c == '#':
			i = report.LineEnd(b.doc.masked, i)
		case c == ']' || c == '}':
			return i + 1
		default:
			i++
		}
	}
	return i
}

// properties skips the anchor and the tag at i, if the node can have them, and returns the
// tag and the place of what follows. A second one belongs to the first key of a mapping.
func (b builder) properties(i int, anchored, tagged bool) (tag string, at int) {
	text := b.doc.masked
	for i < len(text) && (text[i] == '&' && anchored || text[i] == '!' && tagged) {
		end := i
		for end < len(text) && !strings.ContainsRune(" \t\r\n,]}", rune(text[end])) {
			end++
		}
		if text[i] == '!' {
			tag, tagged = text[i:end], false
		} else {
			// An anchor ends before a bracket, and before colons at its end.
			if bracket := strings.IndexAny(text[i:end], "[{"); bracket >= 0 {
				end = i + bracket
			}
			end = i + len(strings.TrimRight(text[i:end], ":"))
			anchored = false
		}
		i = b.doc.skipBlank(end)
	}
	return tag, i
}

// skipBlank skips blanks, line ends and comments.
func (d *Document) skipBlank(i int) int {
	text := d.masked
	for i < len(text) {
		switch c := text[i]; {
		case strings.IndexByte(" \t\r\n", c) >= 0:
			i++
		case c == '#' && i > 0 && strings.IndexByte(" \t\r\n", text[i-1]) >= 0:
			i = report.LineEnd(text, i)
		default:
			return i
		}
	}
	return i
}

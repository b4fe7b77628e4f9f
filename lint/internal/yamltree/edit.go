package yamltree

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Remove returns the edits that remove a node from its collection: from a mapping, the
// key with its value. If nothing remains in the collection, it goes with its key too.
// The result is nil if an alias needs what would go.
func Remove(n *Node) []report.Edit { return remove(n, true) }

// RemoveKey returns the edits that remove a key with its value. An empty mapping remains
// if it is the only one.
func RemoveKey(value *Node) []report.Edit { return remove(value, false) }

func remove(n *Node, upwards bool) []report.Edit {
	c := n.parent
	if c == nil {
		return []report.Edit{n.doc.Source.Delete(n.whole, n.End)}
	}
	first, last := n, n
	if c.Kind == Mapping {
		first = c.children[n.index&^1]
		last = c.children[min(n.index|1, len(c.children)-1)]
	}
	if first.needed() || last.needed() {
		return nil
	}
	if n.overrides() {
		return n.empty()
	}
	if first.index == 0 && last.index == len(c.children)-1 && !c.amongTemplates() {
		switch {
		case upwards && c.parent.Is(Sequence) && !c.needed():
			return remove(c, true)
		case upwards && c.parent.Is(Mapping) && !c.needed() && c.index&1 == 1:
			return remove(c, strings.HasPrefix(c.Key(), "${{")) // conditions are no keys
		}
		return c.empty()
	}
	if c.Flow {
		return c.removeInFlow(first, last)
	}
	return c.removeLines(first, last)
}

// amongTemplates reports whether templates beside the only element of a collection make
// more elements.
func (n *Node) amongTemplates() bool {
	end := n.doc.skipBlank(n.End)
	for _, gap := range []string{n.doc.Source.Text[n.doc.lineEndBefore(n.Start):n.Start], n.doc.Source.Text[n.End:end]} {
		if strings.Contains(gap, "{{") || strings.Contains(gap, "{%") {
			return !n.Flow
		}
	}
	return false
}

// needed reports whether an alias means the node or a node in it.
func (n *Node) needed() bool {
	if len(n.doc.aliases) == 0 {
		return false
	}
	if n.anchor != "" && n.doc.aliases[n.anchor] {
		return true
	}
	for _, c := range n.children {
		if c.needed() {
			return true
		}
	}
	return false
}

// overrides reports whether a value stands in for one of a merged mapping, which comes back
// if the key goes. Variables don't count: a merged one is a finding of its own.
func (n *Node) overrides() bool {
	key := n.Key()
	if key == "" || report.IsName(key) {
		return false
	}
	return n.parent.merged(key, maxMerges) != nil
}

// empty returns the edit that leaves an empty collection, or nil for a scalar.
func (n *Node) empty() []report.Edit {
	switch n.Kind {
	case Sequence:
		return Replace(n, "[]")
	case Mapping:
		return Replace(n, "{}")
	}
	return nil
}

// Replace returns the edit that replaces the value of a collection by another one in
// brackets.
func Replace(n *Node, with string) []report.Edit {
	start := n.Start
	if !n.Flow && n.parent.Is(Mapping) { // it goes to the line of the key
		start = n.doc.lineEndBefore(n.Start)
		with = " " + with
	}
	return []report.Edit{n.doc.Source.Replace(start, n.End, with)}
}

// lineEndBefore returns the end of what is before i, without comments and blanks.
func (d *Document) lineEndBefore(i int) int {
	for {
		i = len(strings.TrimRight(d.masked[:i], " \t\r\n"))
		start := d.lineStart(i)
		if !strings.HasPrefix(strings.TrimLeft(d.masked[start:i], " \t"), "#") {
			return i
		}
		i = start
	}
}

func (n *Node) removeInFlow(first, last *Node) []report.Edit {
	if last.index+1 < len(n.children) {
		return []report.Edit{n.doc.Source.Delete(first.whole, n.children[last.index+1].whole)}
	}
	return []report.Edit{n.doc.Source.Delete(n.children[first.index-1].End, last.End)}
}

// removeLines removes children of a collection without brackets, with their lines.
func (n *Node) removeLines(first, last *Node) []report.Edit {
	start := first.whole
	if n.Kind == Sequence {
		start = n.dash(first)
	}
	if e, ok := n.doc.Source.DeleteLines(start, n.doc.withComment(last.End)); ok {
		return []report.Edit{e}
	}
	if first.index == 0 && last.index == len(n.children)-1 {
		return nil // templates make other elements
	}
	// The first pair of a mapping stands after a dash. The next one takes its place.
	if last.index+1 < len(n.children) {
		next := n.children[last.index+1].whole
		if n.Kind == Sequence {
			next = n.dash(n.children[last.index+1])
		}
		return []report.Edit{n.doc.Source.Delete(start, next)}
	}
	return []report.Edit{n.doc.Source.Delete(n.children[first.index-1].End, last.End)}
}

// dash returns the place of the dash before an item.
func (n *Node) dash(item *Node) int { return n.doc.dash(item.whole) }

// dash returns the place of the dash before what starts at i, maybe with a comment
// between.
func (d *Document) dash(i int) int {
	end := d.lineEndBefore(i)
	if end == 0 || d.masked[end-1] == '-' {
		return max(end-1, 0)
	}
	start := d.lineStart(end)
	return start + max(strings.IndexByte(d.masked[start:end], '-'), 0)
}

// withComment extends a part to the comment after it on its line.
func (d *Document) withComment(end int) int {
	rest := d.masked[end:]
	if trimmed := strings.TrimLeft(rest, " \t"); len(trimmed) < len(rest) && strings.HasPrefix(trimmed, "#") {
		return report.LineEnd(d.masked, end)
	}
	return end
}

// InsertAfter returns the edit that inserts an item with this text after an item of a
// sequence, or nil.
func InsertAfter(item *Node, text string) []report.Edit {
	n := item.parent
	if !n.Is(Sequence) {
		return nil
	}
	d := n.doc
	if n.Flow {
		return []report.Edit{d.Source.Replace(item.End, item.End, ", "+inFlow(text))}
	}
	end := report.LineEnd(d.masked, item.End)
	if strings.TrimSpace(d.masked[item.End:end]) != "" && d.withComment(item.End) != end {
		return nil
	}
	lineEnd := "\n"
	if strings.HasPrefix(d.masked[end:], "\r") || strings.Contains(d.masked[:end], "\r\n") {
		lineEnd = "\r\n"
	}
	text = n.indent(item) + "- " + text
	if next := nextLine(d.masked, end); next > end && d.masked[next-1] == '\n' {
		return []report.Edit{d.Source.Replace(next, next, text+lineEnd)}
	}
	return []report.Edit{d.Source.Replace(end, end, lineEnd+text)}
}

// InsertBefore returns the edit that inserts an item with this text before an item of a
// sequence, or nil.
func InsertBefore(item *Node, text string) []report.Edit {
	n := item.parent
	if !n.Is(Sequence) {
		return nil
	}
	d := n.doc
	if n.Flow {
		return []report.Edit{d.Source.Replace(item.whole, item.whole, inFlow(text)+", ")}
	}
	dash := n.dash(item)
	lineEnd := "\n"
	if strings.Contains(d.masked, "\r\n") {
		lineEnd = "\r\n"
	}
	return []report.Edit{d.Source.Replace(dash, dash, "- "+text+lineEnd+n.indent(item))}
}

// Prepend returns the edit that puts a command before a script.
func Prepend(script *Node, command string) []report.Edit {
	text := script.Source
	first := len(text.Text) - len(strings.TrimLeft(text.Text, "\n")) // after empty lines
	if script.Style != Literal {
		return []report.Edit{text.Replace(first, first, command+" && ")}
	}
	d := script.doc
	header := report.LineEnd(d.masked, script.Start)
	lineEnd := d.masked[header:nextLine(d.masked, header)]
	return []report.Edit{text.Replace(first, first, command+lineEnd+text.Indentation(first))}
}

// inFlow returns an item as it is written in brackets.
func inFlow(text string) string {
	if strings.Contains(text, ": ") {
		return "{" + text + "}"
	}
	return text
}

// indent returns the blanks before the dash of an item.
func (n *Node) indent(item *Node) string {
	dash := n.dash(item)
	start := report.LineStart(n.doc.masked, dash)
	if blanks := n.doc.masked[start:dash]; strings.TrimLeft(blanks, " ") == "" {
		return blanks
	}
	return strings.Repeat(" ", dash-start) // a sequence in a sequence
}

// Package yamltree parses YAML into a tree whose nodes know their exact places in the
// file, and makes edits that keep the file valid. Start reading at [Parse].
package yamltree

import (
	"iter"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Kind is the kind of a node.
type Kind int

// The kinds of nodes.
const (
	Scalar Kind = iota
	Mapping
	Sequence
	Alias
)

// Node is a node of a document. Offsets count the bytes of the document's source.
type Node struct {
	Kind       Kind
	Start, End int  // with quotes or brackets, without an anchor or tag
	Flow       bool // in brackets
	Style      Style
	Tag        string // as it is written, or ""
	// Source is the value of a scalar without quotes, escapes and indentation.
	report.Source

	doc      *Document
	parent   *Node
	children []*Node // of a mapping: key, value, key, ...
	index    int     // in the children of the parent
	whole    int     // where the anchor, the tag or the node starts
	anchor   string
	target   *Node // of an alias
	keys     *keys // of a mapping that Get has read
}

// keys finds the values of a mapping.
type keys struct {
	values map[string]*Node
	merged []*Node // the values of <<
}

// Document is one document of a file.
type Document struct {
	Source report.Source
	Root   *Node

	masked  string // the text with placeholders, of the same length
	lines   []int  // where the lines start
	aliases map[string]bool
	scalars []*Node

	resolved int // how many aliases were resolved
}

// maxResolved bounds how many aliases of a document are resolved: lists of aliases of lists
// of aliases can mean more than there is time to read.
const maxResolved = 100_000

// Resolve returns the node that an alias means, or the node itself. A nil node stays nil.
func (n *Node) Resolve() *Node {
	if n == nil || n.Kind != Alias {
		return n
	}
	if n.doc.resolved++; n.doc.resolved > maxResolved {
		return nil
	}
	return n.target
}

// Is reports whether the node is of a kind; a nil node is of none.
func (n *Node) Is(kind Kind) bool { return n != nil && n.Kind == kind }

// Pairs yields the keys and values of a mapping. Merged mappings are not part of it.
func (n *Node) Pairs() iter.Seq2[*Node, *Node] {
	return func(yield func(key, value *Node) bool) {
		for i := 0; n.Is(Mapping) && i+1 < len(n.children); i += 2 {
			if !yield(n.children[i], n.children[i+1]) {
				return
			}
		}
	}
}

// Items yields the elements of a sequence, aliases resolved.
func (n *Node) Items() iter.Seq[*Node] {
	return func(yield func(item *Node) bool) {
		if !n.Is(Sequence) {
			return
		}
		for _, item := range n.children {
			if item = item.Resolve(); item != nil && !yield(item) {
				return
			}
		}
	}
}

// maxMerges bounds how deep Get looks into merged mappings.
const maxMerges = 8

// First returns the first element of a sequence, or nil.
func (n *Node) First() *Node {
	for item := range n.Items() {
		return item
	}
	return nil
}

// Get returns the value of a key, aliases resolved, or nil. It knows merge keys.
func (n *Node) Get(keys ...string) *Node {
	for _, key := range keys {
		n = n.get(key, maxMerges)
	}
	return n
}

func (n *Node) get(key string, merges int) *Node {
	if !n.Is(Mapping) {
		return nil
	}
	if v, ok := n.read().values[key]; ok {
		return v.Resolve()
	}
	return n.merged(key, merges)
}

// merged returns the value of a key in the mappings that are merged into n, or nil.
func (n *Node) merged(key string, merges int) *Node {
	if merges == 0 {
		return nil
	}
	for _, v := range n.read().merged {
		merged := v.Resolve()
		if found := merged.get(key, merges-1); found != nil {
			return found
		}
		for item := range merged.Items() {
			if found := item.get(key, merges-1); found != nil {
				return found
			}
		}
	}
	return nil
}

// read returns the keys of a mapping.
func (n *Node) read() *keys {
	if n.keys == nil {
		n.keys = newKeys(n)
	}
	return n.keys
}

func newKeys(n *Node) *keys {
	found := &keys{values: make(map[string]*Node, len(n.children)/2)}
	for k, v := range n.Pairs() {
		if !k.Is(Scalar) {
			continue
		}
		if k.Text == "<<" {
			found.merged = append(found.merged, v)
		}
		if _, ok := found.values[k.Text]; !ok {
			found.values[k.Text] = v
		}
	}
	return found
}

// String returns the text of a scalar, or "" for all other nodes.
func (n *Node) String() string {
	if n.Is(Scalar) {
		return n.Text
	}
	return ""
}

// Strings returns the texts of the scalars that the node has, at any depth.
func (n *Node) Strings() (all []string) {
	switch {
	case n == nil || n.Kind == Alias:
	case n.Kind == Scalar:
		all = append(all, n.Text)
	default:
		for _, c := range n.children {
			all = append(all, c.Strings()...)
		}
	}
	return all
}

// IsNull reports whether the node is empty, null or ~.
func (n *Node) IsNull() bool {
	if !n.Is(Scalar) || n.Style != Plain {
		return false
	}
	switch n.Text {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}

// Shared reports whether the node is used at more than one place by an alias.
func (n *Node) Shared() bool {
	for ; n != nil; n = n.parent {
		if n.anchor != "" && n.doc.aliases[n.anchor] {
			return true
		}
	}
	return false
}

// Count returns the number of elements of a sequence.
func (n *Node) Count() int { return len(n.children) }

// Document returns the document of the node.
func (n *Node) Document() *Document { return n.doc }

// Raw returns the text of the node as it is in the file.
func (n *Node) Raw() string { return n.doc.Source.Text[n.Start:n.End] }

// File returns where the node is in the file.
func (n *Node) File() (start, end int) {
	return n.doc.Source.At(n.Start), n.doc.Source.At(n.End)
}

// HasTemplate reports whether the node has a template expression.
func (n *Node) HasTemplate() bool {
	raw := n.Raw()
	return strings.Contains(raw, "{{") || strings.Contains(raw, "{%") || MaskScript(raw) != raw
}

// Parent returns the collection of the node, or nil.
func (n *Node) Parent() *Node {
	if n == nil {
		return nil
	}
	return n.parent
}

// Key returns the key of a value in a mapping, or "".
func (n *Node) Key() string {
	if n.parent.Is(Mapping) && n.index&1 == 1 {
		return n.parent.children[n.index-1].String()
	}
	return ""
}

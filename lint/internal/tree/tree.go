// Package tree lints configuration files that are trees of maps and lists, whatever
// their syntax. A shape says where in the tree a kind of file has environments and
// commands. Start reading at [Lint].
package tree

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Kind is the kind of a value.
type Kind int

// The kinds of values.
const (
	Other Kind = iota // a number, a boolean, a date
	Null
	String
	List
	Map
)

// Value is a value in a file. Offsets are those of the source that was parsed.
type Value struct {
	Kind       Kind
	Start, End int           // quotes included
	Text       report.Source // a string without quotes and escapes; else the value as it is written
	Items      []*Item       // the members of a map, or the elements of a list
	// Remove returns the edits that remove the elements of a list from i to j. nil: impossible.
	Remove func(i, j int) []report.Edit
}

// Item is a member of a map or an element of a list.
type Item struct {
	Key              string // "" in a list
	KeyStart, KeyEnd int    // quotes included
	Start, End       int    // key and value
	Value            *Value
	Remove           func() []report.Edit // removes it; nil: impossible
}

// Get returns the value of a member of a map, or nil.
func (v *Value) Get(key string) *Value {
	if v.Kind == Map {
		for _, item := range v.Items {
			if item.Key == key {
				return item.Value
			}
		}
	}
	return nil
}

// Rule says what an item of a file is.
type Rule struct {
	// Path is the keys from the root to the item, divided by slashes. A star stands for any
	// key, and for the elements of a list.
	Path string
	Lint func(l *Linter, item *Item)
}

// Shape is what a kind of file has.
type Shape []Rule

// Linter lints a file.
type Linter struct {
	Report *report.Reporter
	Source report.Source
	In     report.Context

	around   []*Item // the items that the one is in that is linted
	searched int     // how many bytes were searched for the names of tasks
}

// Lint reports the items of a file that its shape knows. It doesn't look at others.
func (l *Linter) Lint(v *Value, shape Shape) {
	for _, item := range v.Items {
		var below Shape
		for _, rule := range shape {
			key, rest, deeper := strings.Cut(rule.Path, "/")
			switch {
			case key != "*" && key != item.Key:
			case deeper:
				below = append(below, Rule{rest, rule.Lint})
			default:
				rule.Lint(l, item)
			}
		}
		if len(below) > 0 {
			l.around = append(l.around, item)
			l.Lint(item.Value, below)
			l.around = l.around[:len(l.around)-1]
		}
	}
}

package lint

import (
	"path"
	"strings"
	"sync"
)

// Known reports whether a file can have findings by its path, in a fraction of the time
// of Check. It may err on the side of true. Another file can have findings only if its
// first line names an interpreter, or by the language of an editor.
func Known(file string) bool {
	return known().has(path.Base(file))
}

// names are the patterns of the table for the last element of a path.
type names struct {
	whole    map[string]bool
	suffixes map[string]bool // from a dot on
	patterns []string
}

var known = sync.OnceValue(func() *names {
	n := &names{whole: make(map[string]bool), suffixes: make(map[string]bool)}
	for _, l := range languages {
		for pattern := range strings.FieldsSeq(l.files) {
			n.add(path.Base(pattern))
		}
	}
	return n
})

func (n *names) add(pattern string) {
	suffix, starred := strings.CutPrefix(pattern, "*")
	switch {
	case !hasMeta(pattern):
		n.whole[pattern] = true
	case starred && strings.HasPrefix(suffix, ".") && !hasMeta(suffix):
		n.suffixes[suffix] = true
	default:
		n.patterns = append(n.patterns, pattern)
	}
}

func (n *names) has(name string) bool {
	if n.whole[name] {
		return true
	}
	for i := range len(name) {
		if name[i] == '.' && n.suffixes[name[i:]] {
			return true
		}
	}
	for _, pattern := range n.patterns {
		if !hasMeta(pattern[:1]) && pattern[0] != name[0] {
			continue // most of them, at little cost
		}
		if ok, _ := path.Match(pattern, name); ok {
			return true
		}
	}
	return false
}

func hasMeta(pattern string) bool { return strings.ContainsAny(pattern, `*?[\`) }

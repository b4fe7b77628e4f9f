package gosource

import (
	"go/ast"
	"iter"
	"slices"
	"sort"
	"strings"
)

// removal reports whether changes remove a name.
type removal func(name ast.Node) bool

// removal returns the removal of changes. The fixes of a whole file can be many changes, so
// it doesn't look at all of them for each name.
func (l *linter) removal(changes []change) removal {
	sorted := slices.Clone(changes)
	slices.SortStableFunc(sorted, func(a, b change) int { return a.start - b.start })
	reach := make([]int, len(sorted)) // the last end of a change and those before it
	for i, c := range sorted {
		reach[i] = c.end
		if i > 0 {
			reach[i] = max(c.end, reach[i-1])
		}
	}
	return func(name ast.Node) bool {
		at := l.offset(name.Pos())
		i := sort.Search(len(sorted), func(i int) bool { return sorted[i].start > at }) - 1
		for ; i >= 0 && at < reach[i]; i-- {
			if c := sorted[i]; at < c.end {
				return !strings.Contains(" "+c.with+" ", " "+l.source(name)+" ")
			}
		}
		return false
	}
}

// namesIn lists the names in what changes replace.
func (l *linter) namesIn(changes []change) iter.Seq[*ast.Ident] {
	return func(yield func(*ast.Ident) bool) {
		for _, c := range changes {
			i := sort.Search(len(l.names), func(i int) bool { return l.offset(l.names[i].Pos()) >= c.start })
			for ; i < len(l.names) && l.offset(l.names[i].Pos()) < c.end; i++ {
				if !yield(l.names[i]) {
					return
				}
			}
		}
	}
}

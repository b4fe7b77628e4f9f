package gosource

import (
	"go/ast"
	"slices"
)

// tie finds the imports and variables that only all fixes together leave without use. The
// first and the last of these fixes both touch the declaration, so they are never applied at
// once. After the first one, the last one removes it.
func (l *linter) tie() {
	l.ties = make(map[int][]change)
	var all []change
	closed := make([][]change, len(l.removals))
	for i, changes := range l.removals {
		closed[i], _ = l.withVariables(changes)
		all = append(all, closed[i]...)
	}
	for o, uses := range l.uses {
		if l.orphaned(o, uses, all) {
			l.tieUsers(closed, uses, l.replace(l.declaration(o, uses), o.Name))
		}
	}
	if complete, ok := l.withVariables(all); ok {
		all = complete
	}
	for _, name := range l.orphanImports(all) {
		spec := l.imported(name)
		l.tieUsers(closed, l.free[name], l.replace(spec, l.source(spec)))
	}
}

func (l *linter) declaration(o *object, uses []*ast.Ident) ast.Node {
	for _, use := range uses {
		if use.Pos() == o.Pos() {
			return use
		}
	}
	return uses[0]
}

// tieUsers ties the first and the last removal of uses of a name.
func (l *linter) tieUsers(closed [][]change, uses []*ast.Ident, tie []change) {
	var users []int
	for i, changes := range closed {
		for _, use := range uses {
			if l.removes(changes, use) {
				users = append(users, l.removals[i][0].start)
				break
			}
		}
	}
	if len(users) > 1 {
		first, last := slices.Min(users), slices.Max(users)
		l.ties[first] = append(l.ties[first], tie...)
		l.ties[last] = append(l.ties[last], tie...)
	}
}

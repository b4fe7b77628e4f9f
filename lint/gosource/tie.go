package gosource

import "go/ast"

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
	users := l.usersOf(closed)
	gone := l.removal(all)
	for o, uses := range l.uses {
		if users[o].several() && l.orphaned(o, uses, gone) {
			l.tieUsers(users[o], l.replace(l.declaration(o, uses), o.Name))
		}
	}
	if complete, ok := l.withVariables(all); ok {
		all = complete
	}
	for _, name := range l.orphanImports(all) {
		if spec := l.imported(name); users[name].several() {
			l.tieUsers(users[name], l.replace(spec, l.source(spec)))
		}
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

// users are the first and the last removal, by where they begin, of those that remove uses
// of a name.
type users struct{ first, last int }

func (u users) several() bool { return u.first < u.last }

// usersOf returns the users of variables and, by their names, of packages.
func (l *linter) usersOf(closed [][]change) map[any]users {
	all := make(map[any]users)
	for i, changes := range closed {
		gone := l.removal(changes)
		for name := range l.namesIn(changes) {
			var key any = name.Name
			if name.Obj != nil {
				key = name.Obj
			}
			if gone(name) {
				at := l.removals[i][0].start
				u, known := all[key]
				if !known {
					u = users{at, at}
				}
				all[key] = users{min(u.first, at), max(u.last, at)}
			}
		}
	}
	return all
}

// tieUsers ties the first and the last of the users of a name.
func (l *linter) tieUsers(u users, tie []change) {
	l.ties[u.first] = append(l.ties[u.first], tie...)
	l.ties[u.last] = append(l.ties[u.last], tie...)
}

package gosource

import (
	"go/ast"
	"slices"
	"strings"
)

// removeItem removes an element of a literal or an argument of a call.
func (l *linter) removeItem(e ast.Expr) []change {
	switch p := l.parents[e].(type) {
	case *ast.CompositeLit:
		if len(p.Elts) == 1 {
			return l.empty(p)
		}
		return l.removeItems(p.Elts, e, e)
	case *ast.CallExpr:
		if functionName(p) == "append" && len(p.Args) == 2 {
			return l.removeAppend(p)
		}
		return append(l.removeItems(p.Args, e, e), l.tieAppend(p, e)...)
	}
	return nil
}

// empty removes all that is in a literal.
func (l *linter) empty(c *ast.CompositeLit) []change {
	start, end := l.offset(c.Lbrace)+1, l.offset(c.Rbrace)
	for _, group := range l.file.Comments {
		if at := l.offset(group.Pos()); start <= at && at < end {
			return l.removeItems(c.Elts, c.Elts[0], c.Elts[len(c.Elts)-1])
		}
	}
	return []change{{start: start, end: end}}
}

// removeItems removes the elements of a list from first to last, with a comma.
func (l *linter) removeItems(list []ast.Expr, first, last ast.Expr) []change {
	from, to := find(list, first), find(list, last)
	if from < 0 || to < from {
		return nil
	}
	start, end := l.offset(first.Pos()), l.offset(last.End())
	comma := end
	if rest := strings.TrimLeft(l.src.Text[end:], " \t"); strings.HasPrefix(rest, ",") {
		comma = l.src.Len() - len(rest) + 1
	}
	if changes := l.linesOf(start, comma); changes != nil && (comma > end || from == 0) {
		return changes
	}
	if to+1 < len(list) {
		if next := l.offset(list[to+1].Pos()); strings.Trim(l.src.Text[comma:next], " \t") == "" {
			return []change{{start: start, end: next}}
		}
	}
	if from > 0 {
		return []change{{start: l.offset(list[from-1].End()), end: end}}
	}
	return []change{{start: start, end: comma}}
}

// tieAppend ties the fixes of the first and the last element of a call of append, if all
// its elements go: the fix that remains after that removes the call too.
func (l *linter) tieAppend(c *ast.CallExpr, e ast.Expr) []change {
	if functionName(c) != "append" || e != c.Args[1] && e != c.Args[len(c.Args)-1] {
		return nil
	}
	all, known := l.onlyItems[c]
	if !known {
		all = !slices.ContainsFunc(c.Args[1:], func(arg ast.Expr) bool { return !l.items[arg] })
		l.onlyItems[c] = all
	}
	if !all {
		return nil
	}
	return l.replace(c.Fun, l.source(c.Fun))
}

// removeAppend removes a call of append whose only element goes.
func (l *linter) removeAppend(c *ast.CallExpr) []change {
	base := c.Args[0]
	assigned, _ := l.parents[c].(*ast.AssignStmt)
	if l.isNil(base) {
		return l.replace(c, "[]string{}") // with nil, a command inherits the environment
	}
	if assigned != nil && len(assigned.Lhs) == 1 && l.source(assigned.Lhs[0]) == l.source(base) {
		return l.removeStmt(assigned)
	}
	return []change{
		{start: l.offset(c.Pos()), end: l.offset(base.Pos())},
		{start: l.offset(base.End()), end: l.offset(c.End())},
	}
}

// isNil reports whether a list is known to be nil where it gets its first element.
func (l *linter) isNil(base ast.Expr) bool {
	switch base := base.(type) {
	case *ast.CallExpr: // []string(nil)
		if _, ok := base.Fun.(*ast.ArrayType); ok && len(base.Args) == 1 {
			return l.isNil(base.Args[0])
		}
	case *ast.Ident:
		if base.Obj == nil {
			return base.Name == "nil"
		}
		spec, ok := base.Obj.Decl.(*ast.ValueSpec)
		if !ok || len(spec.Values) > 0 || l.isPackageLevel(base.Obj) {
			return false
		}
		return l.isFirst(base)
	case *ast.SelectorExpr:
		x, ok := base.X.(*ast.Ident)
		if !ok || x.Obj == nil || len(l.values[x.Obj]) != 1 || !isCall(l.values[x.Obj][0], "exec", "Command", "CommandContext") {
			return false
		}
		return l.isFirst(base)
	}
	return false
}

// isFirst reports whether no assignment to the variable or field comes before e.
func (l *linter) isFirst(e ast.Expr) bool {
	for _, a := range l.assigned[targetOf(e)] {
		if a.Pos() >= e.Pos() {
			break
		}
		if !within(e, a) {
			return false
		}
	}
	return true
}

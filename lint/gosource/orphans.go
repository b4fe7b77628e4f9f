package gosource

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// edits returns the edits for changes, with the imports and variables that nothing uses
// after them. Without such a removal, the file wouldn't compile.
func (l *linter) edits(changes []change) []report.Edit {
	all, ok := l.withVariables(changes)
	if !ok {
		return nil
	}
	all = append(all, l.removeImports(l.orphanImports(all))...)
	all = append(all, l.ties[changes[0].start]...)
	var edits []report.Edit
	for _, c := range all {
		edits = append(edits, l.src.Replace(c.start, c.end, c.with))
	}
	return report.Join(edits)
}

// withVariables adds the removal of the variables that only the removed text uses. ok is
// false if that is impossible.
func (l *linter) withVariables(changes []change) (all []change, ok bool) {
	all = slices.Clone(changes)
	for range maxDepth {
		o := l.orphan(all)
		if o == nil {
			return all, true
		}
		removed := l.removeVariable(o, l.uses[o], all)
		if removed == nil {
			return nil, false
		}
		all = append(all, removed...)
	}
	return nil, false
}

// orphan returns the first local variable that only the removed text uses, or nil.
func (l *linter) orphan(changes []change) (first *object) {
	gone := l.removal(changes)
	seen := make(map[*object]bool)
	for name := range l.namesIn(changes) {
		o := name.Obj
		if o == nil || seen[o] {
			continue
		}
		seen[o] = true
		if (first == nil || o.Pos() < first.Pos()) && l.orphaned(o, l.uses[o], gone) {
			first = o
		}
	}
	return first
}

// orphaned reports whether all reads of a local variable are gone.
func (l *linter) orphaned(o *object, uses []*ast.Ident, gone removal) bool {
	if o.Kind != ast.Var || l.isPackageLevel(o) {
		return false
	}
	if _, parameter := o.Decl.(*ast.Field); parameter {
		return false
	}
	removed := false
	for _, use := range uses {
		switch {
		case use.Pos() == o.Pos() && gone(use):
			return false
		case l.isRead(use) && !gone(use):
			return false
		}
		removed = removed || l.isRead(use)
	}
	return removed
}

// removeVariable removes the declaration of a variable, or its name there.
func (l *linter) removeVariable(o *object, uses []*ast.Ident, changes []change) (all []change) {
	gone := l.removal(changes)
	for _, use := range uses {
		if l.isRead(use) || gone(use) {
			continue
		}
		switch p := l.parents[use].(type) {
		case *ast.AssignStmt:
			if len(p.Lhs) == 1 && len(p.Rhs) == 1 && isPure(p.Rhs[0]) {
				all = append(all, l.removeStmt(p)...)
				continue
			}
			all = append(all, l.replace(use, "_")...)
			if p.Tok == token.DEFINE && !l.declaresOther(p, o, gone) {
				at := l.offset(p.TokPos)
				all = append(all, change{start: at, end: at + len(":="), with: "="})
			}
		case *ast.ValueSpec:
			decl, ok := l.parents[l.parents[p]].(*ast.DeclStmt)
			if !ok || len(p.Names) > 1 || len(p.Values) > 0 && !isPure(p.Values[0]) || len(decl.Decl.(*ast.GenDecl).Specs) > 1 {
				return nil
			}
			all = append(all, l.removeStmt(decl)...)
		default:
			return nil
		}
	}
	return all
}

// declaresOther reports whether a statement still declares another variable than o.
func (l *linter) declaresOther(a *ast.AssignStmt, o *object, gone removal) bool {
	for _, e := range a.Lhs {
		if name, ok := e.(*ast.Ident); ok && name.Obj != nil && name.Obj != o && name.Obj.Pos() == name.Pos() && !gone(name) {
			return true
		}
	}
	return false
}

// isPure reports whether an expression does nothing but have a value.
func isPure(e ast.Expr) bool {
	pure := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			pure = pure && (isCall(n, "os", "Environ", "Getenv") || isCall(n, "exec", "Command") || isCall(n, "fmt", "Sprintf") || isCall(n, "filepath", "Join"))
		case *ast.UnaryExpr:
			pure = pure && n.Op != token.ARROW
		}
		return pure
	})
	return pure
}

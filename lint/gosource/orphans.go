package gosource

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

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
	for o, uses := range l.uses {
		if (first == nil || o.Pos() < first.Pos()) && l.orphaned(o, uses, changes) {
			first = o
		}
	}
	return first
}

// orphaned reports whether changes remove all reads of a local variable.
func (l *linter) orphaned(o *object, uses []*ast.Ident, changes []change) bool {
	if o.Kind != ast.Var || l.isPackageLevel(o) {
		return false
	}
	if _, parameter := o.Decl.(*ast.Field); parameter {
		return false
	}
	removed := false
	for _, use := range uses {
		gone := l.removes(changes, use)
		switch {
		case use.Pos() == o.Pos() && gone:
			return false
		case l.isRead(use) && !gone:
			return false
		}
		removed = removed || gone && l.isRead(use)
	}
	return removed
}

// removes reports whether changes remove a name.
func (l *linter) removes(changes []change, n ast.Node) bool {
	at := l.offset(n.Pos())
	for _, c := range changes {
		if c.start <= at && at < c.end {
			return !strings.Contains(" "+c.with+" ", " "+l.source(n)+" ")
		}
	}
	return false
}

// removeVariable removes the declaration of a variable, or its name there.
func (l *linter) removeVariable(o *object, uses []*ast.Ident, changes []change) (all []change) {
	for _, use := range uses {
		if l.isRead(use) || l.removes(changes, use) {
			continue
		}
		switch p := l.parents[use].(type) {
		case *ast.AssignStmt:
			if len(p.Lhs) == 1 && len(p.Rhs) == 1 && isPure(p.Rhs[0]) {
				all = append(all, l.removeStmt(p)...)
				continue
			}
			all = append(all, l.replace(use, "_")...)
			if p.Tok == token.DEFINE && !l.declaresOther(p, o, changes) {
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

// declaresOther reports whether a statement still declares another variable than o after
// changes.
func (l *linter) declaresOther(a *ast.AssignStmt, o *object, changes []change) bool {
	for _, e := range a.Lhs {
		if name, ok := e.(*ast.Ident); ok && name.Obj != nil && name.Obj != o && name.Obj.Pos() == name.Pos() && !l.removes(changes, name) {
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

package gosource

import (
	"go/ast"
	"go/token"
	"strings"
)

// change replaces a part of src.
type change struct {
	start, end int
	with       string
}

func (l *linter) source(n ast.Node) string { return l.src.Text[l.offset(n.Pos()):l.offset(n.End())] }

func (l *linter) replace(n ast.Node, with string) []change {
	return []change{{start: l.offset(n.Pos()), end: l.offset(n.End()), with: with}}
}

// removeCall removes a call. single says that it has one result at most, an error.
func (l *linter) removeCall(call ast.Expr, single bool) []change {
	switch p := l.parents[call].(type) {
	case *ast.ExprStmt:
		return l.removeStmt(p)
	case *ast.DeferStmt:
		return l.removeStmt(p)
	case *ast.GoStmt:
		return l.removeStmt(p)
	case *ast.AssignStmt:
		return l.removeAssigned(p, call, single)
	case *ast.BinaryExpr:
		if statement, ok := l.parents[p].(*ast.IfStmt); ok && statement.Init == nil && isFailure(p) && p.X == call {
			if changes := l.removeIf(statement); changes != nil {
				return changes
			}
		}
	case *ast.CallExpr:
		if statement, ok := l.parents[p].(*ast.ExprStmt); ok && checks(functionName(p)) {
			return l.removeStmt(statement)
		}
		if single && p.Fun != call {
			return l.replace(call, "nil")
		}
	case *ast.ReturnStmt:
		if single {
			return l.replace(call, "nil")
		}
	case *ast.ValueSpec:
		if decl, ok := l.parents[p].(*ast.GenDecl); ok && !decl.Lparen.IsValid() && len(p.Names) == 1 && p.Names[0].Name == "_" {
			if statement, ok := l.parents[decl].(*ast.DeclStmt); ok {
				return l.removeStmt(statement)
			}
			return l.removeDecl(decl)
		}
	}
	if !single {
		return nil
	}
	return l.replace(call, "error(nil)")
}

// removeDecl removes a declaration with the empty line before it.
func (l *linter) removeDecl(decl *ast.GenDecl) []change {
	changes := l.lines(decl)
	if changes == nil {
		return nil
	}
	before := l.src.Text[:changes[0].start]
	for _, empty := range []string{"\n", "\r\n"} {
		if strings.HasSuffix(before, "\n"+empty) {
			changes[0].start -= len(empty)
		}
	}
	return changes
}

// checks reports whether a function does nothing but check an error.
func checks(function string) bool {
	switch strings.ToLower(function) {
	case "noerror", "noerrorf", "nil", "nilerror", "must", "check", "checkerr", "noerr", "panicif", "die", "fatalif", "fatalerr":
		return true
	}
	return false
}

// isFailure reports whether a condition is that an error is not nil.
func isFailure(cond ast.Expr) bool {
	b, ok := cond.(*ast.BinaryExpr)
	if !ok || b.Op != token.NEQ {
		return false
	}
	y, ok := b.Y.(*ast.Ident)
	return ok && y.Name == "nil"
}

// removeAssigned removes a call whose results are assigned, with the check of the error
// after it.
func (l *linter) removeAssigned(a *ast.AssignStmt, call ast.Expr, single bool) []change {
	if allBlank(a.Lhs) {
		return l.removeStmt(a)
	}
	if statement, ok := l.parents[a].(*ast.IfStmt); ok && statement.Init == ast.Stmt(a) && len(a.Rhs) == 1 {
		if isFailure(statement.Cond) && l.only(a, statement) {
			if changes := l.removeIf(statement); changes != nil {
				return changes
			}
		}
	} else if next, ok := l.next(a).(*ast.IfStmt); ok && len(a.Rhs) == 1 && next.Init == nil && next.Else == nil && isFailure(next.Cond) {
		checked, ok := next.Cond.(*ast.BinaryExpr).X.(*ast.Ident)
		if ok && checked.Obj != nil && l.assigns(a, checked.Obj) && l.only(a, next) {
			return append(l.removeStmt(a), l.removeStmt(next)...)
		}
	}
	switch {
	case !single:
		return nil
	case a.Tok == token.DEFINE && len(a.Lhs) == 1 && l.inBlock(a):
		return l.replace(a, "var "+l.source(a.Lhs[0])+" error")
	case a.Tok == token.DEFINE:
		return l.replace(call, "error(nil)")
	}
	return l.replace(call, "nil")
}

func allBlank(list []ast.Expr) bool {
	for _, e := range list {
		if name, ok := e.(*ast.Ident); !ok || name.Name != "_" {
			return false
		}
	}
	return true
}

func (l *linter) assigns(a *ast.AssignStmt, o *object) bool {
	for _, e := range a.Lhs {
		if name, ok := e.(*ast.Ident); ok && name.Obj == o {
			return true
		}
	}
	return false
}

// only reports whether what a assigns is needed nowhere but in a and in the statement that
// checks it.
func (l *linter) only(a *ast.AssignStmt, check *ast.IfStmt) bool {
	for _, e := range a.Lhs {
		name, ok := e.(*ast.Ident)
		if !ok {
			return false
		}
		if name.Name == "_" {
			continue
		}
		if name.Obj == nil || !l.isOnly(name, a, check) {
			return false
		}
	}
	return true
}

func (l *linter) isOnly(name *ast.Ident, a *ast.AssignStmt, check *ast.IfStmt) bool {
	declares := name.Pos() == name.Obj.Pos()
	for _, use := range l.uses[name.Obj] {
		inside := within(use, a) || within(use, check) && (check.Else == nil || !within(use, check.Else))
		switch {
		case !inside && declares:
			return false
		case !inside && l.isRead(use):
			return true
		}
	}
	_, parameter := name.Obj.Decl.(*ast.Field)
	return declares || parameter || l.isPackageLevel(name.Obj)
}

func within(n, outer ast.Node) bool { return outer.Pos() <= n.Pos() && n.End() <= outer.End() }

// removeIf removes an if statement whose condition is never true. It returns nil if its
// else branch needs what it declares.
func (l *linter) removeIf(s *ast.IfStmt) []change {
	if s.Else != nil {
		return []change{{start: l.offset(s.Pos()), end: l.offset(s.Else.Pos())}}
	}
	if outer, ok := l.parents[s].(*ast.IfStmt); ok && outer.Else == ast.Stmt(s) {
		return []change{{start: l.offset(outer.Body.End()), end: l.offset(s.End())}}
	}
	return l.removeStmt(s)
}

package gosource

import (
	"go/ast"
	"go/token"
	"slices"
)

// object is what the names in one file mean.
type object = ast.Object //nolint:staticcheck // the parser alone can't tell fields from variables, which doesn't matter here

// index says how the parts of a file are connected. Names are resolved by the parser, in
// this file alone.
type index struct {
	parents map[ast.Node]ast.Node
	uses    map[*object][]*ast.Ident   // with the declaration
	free    map[string][]*ast.Ident    // operands of selectors that are not declared here, such as packages
	values  map[*object][]ast.Expr     // all that is assigned to a variable
	fields  map[string][]ast.Expr      // all that is assigned to fields, by their name
	calls   map[string][]*ast.CallExpr // by the name of the function
	funcs   map[string][]*ast.FuncDecl
	// assigned are all assignments to a variable, or to a field of one, in order.
	assigned map[target][]*ast.AssignStmt
	names    []*ast.Ident // those in uses and free, in order
}

// target is a variable, or a field of one.
type target struct {
	variable *object
	field    string
}

// targetOf returns what an assignment to e changes, or the zero value.
func targetOf(e ast.Expr) target {
	switch e := e.(type) {
	case *ast.Ident:
		return target{variable: e.Obj}
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok && x.Obj != nil {
			return target{x.Obj, e.Sel.Name}
		}
	}
	return target{}
}

func (l *linter) connect() {
	l.index = index{
		parents:  make(map[ast.Node]ast.Node),
		uses:     make(map[*object][]*ast.Ident),
		free:     make(map[string][]*ast.Ident),
		values:   make(map[*object][]ast.Expr),
		fields:   make(map[string][]ast.Expr),
		calls:    make(map[string][]*ast.CallExpr),
		funcs:    make(map[string][]*ast.FuncDecl),
		assigned: make(map[target][]*ast.AssignStmt),
	}
	ast.PreorderStack(l.file, nil, func(n ast.Node, stack []ast.Node) bool {
		if len(stack) > 0 {
			l.parents[n] = stack[len(stack)-1]
		}
		l.node(n)
		return true
	})
	slices.SortStableFunc(l.names, func(a, b *ast.Ident) int { return int(a.Pos() - b.Pos()) })
}

func (l *linter) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Ident:
		if n.Obj != nil {
			l.uses[n.Obj] = append(l.uses[n.Obj], n)
			l.names = append(l.names, n)
		} else if s, ok := l.parents[n].(*ast.SelectorExpr); ok && s.X == n {
			l.free[n.Name] = append(l.free[n.Name], n)
			l.names = append(l.names, n)
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			if to := targetOf(left); to.variable != nil {
				l.assigned[to] = append(l.assigned[to], n)
			}
			if len(n.Lhs) == len(n.Rhs) {
				l.assign(left, n.Rhs[i])
			} else {
				l.assign(left, nil)
			}
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if len(n.Values) == len(n.Names) {
				l.assign(name, n.Values[i])
			}
		}
	case *ast.KeyValueExpr:
		if name, ok := n.Key.(*ast.Ident); ok {
			l.fields[name.Name] = append(l.fields[name.Name], n.Value)
		}
	case *ast.CallExpr:
		if name := functionName(n); name != "" {
			l.calls[name] = append(l.calls[name], n)
		}
	case *ast.FuncDecl:
		l.funcs[n.Name.Name] = append(l.funcs[n.Name.Name], n)
	}
}

func (l *linter) assign(left, right ast.Expr) {
	switch left := left.(type) {
	case *ast.Ident:
		if left.Obj != nil {
			l.values[left.Obj] = append(l.values[left.Obj], right)
		}
	case *ast.SelectorExpr:
		l.fields[left.Sel.Name] = append(l.fields[left.Sel.Name], right)
	}
}

// functionName returns the name of the function or method that is called.
func functionName(c *ast.CallExpr) string {
	if c == nil {
		return ""
	}
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// isCall reports whether e calls a function of a package with one of the names.
func isCall(e ast.Expr, pkg string, names ...string) bool {
	c, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	f, ok := c.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := f.X.(*ast.Ident)
	if !ok || x.Name != pkg {
		return false
	}
	for _, name := range names {
		if f.Sel.Name == name {
			return true
		}
	}
	return false
}

// isRead reports whether the compiler counts a name as used.
func (l *linter) isRead(n *ast.Ident) bool {
	if n.Obj != nil && n.Pos() == n.Obj.Pos() {
		return false
	}
	if a, ok := l.parents[n].(*ast.AssignStmt); ok && (a.Tok == token.ASSIGN || a.Tok == token.DEFINE) {
		for _, left := range a.Lhs {
			if left == ast.Expr(n) {
				return false
			}
		}
	}
	return true
}

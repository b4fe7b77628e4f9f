package gosource

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// reach reports the variables in a list that becomes an environment, and in what it is
// made from in this file.
func (l *linter) reach(e ast.Expr) {
	if e == nil || l.reached[e] {
		return
	}
	l.reached[e] = true
	switch e := e.(type) {
	case *ast.ParenExpr:
		l.reach(e.X)
	case *ast.SliceExpr:
		l.reach(e.X)
	case *ast.CompositeLit:
		for _, item := range e.Elts {
			l.item(item)
		}
	case *ast.CallExpr:
		l.reachCall(e)
	case *ast.Ident:
		l.reachName(e)
	case *ast.SelectorExpr:
		for _, value := range l.unfollowed(target{field: e.Sel.Name}, l.fields[e.Sel.Name]) {
			l.reach(value)
		}
	}
}

// unfollowed returns the values of a variable or field when it is reached first.
func (l *linter) unfollowed(t target, values []ast.Expr) []ast.Expr {
	if l.followed[t] {
		return nil
	}
	l.followed[t] = true
	return values
}

func (l *linter) reachCall(c *ast.CallExpr) {
	name := functionName(c)
	for _, f := range l.funcs[name] {
		l.reachResults(f)
	}
	if !extends(name) && !strings.HasPrefix(strings.ToLower(name), "with") && name != "Clone" && name != "Clip" {
		return
	}
	if strings.HasPrefix(strings.ToLower(name), "without") || len(l.funcs[name]) > 0 {
		return
	}
	for i, arg := range c.Args {
		if _, literal := l.text(arg); literal && !c.Ellipsis.IsValid() {
			l.item(arg)
		} else if name == "append" && i > 0 && !c.Ellipsis.IsValid() {
			l.item(arg)
		} else if !l.isItself(c, arg) {
			l.reach(arg)
		}
	}
}

// isItself reports whether the result of a call with e for an argument is assigned to e,
// as in cmd.Env = append(cmd.Env, ...).
func (l *linter) isItself(c *ast.CallExpr, e ast.Expr) bool {
	a, ok := l.parents[c].(*ast.AssignStmt)
	return ok && len(a.Lhs) == 1 && l.source(a.Lhs[0]) == l.source(e)
}

// reachResults follows what a function returns.
func (l *linter) reachResults(f *ast.FuncDecl) {
	if f.Body == nil || f.Type.Results == nil {
		return
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) > 0 {
				l.reach(n.Results[0])
			}
		}
		return true
	})
}

// reachName follows what a variable holds, or what a parameter is called with.
func (l *linter) reachName(name *ast.Ident) {
	if name.Obj == nil {
		return
	}
	for _, value := range l.unfollowed(target{variable: name.Obj}, l.values[name.Obj]) {
		l.reach(value)
	}
	if field, ok := name.Obj.Decl.(*ast.Field); ok {
		l.reachParameter(name.Obj, field)
	}
}

func (l *linter) reachParameter(o *object, field *ast.Field) {
	function, ok := l.parents[l.parents[l.parents[field]]].(*ast.FuncDecl)
	if !ok || function.Type.Params == nil {
		return
	}
	at := 0
	for _, p := range function.Type.Params.List {
		for _, n := range p.Names {
			if n.Obj == o {
				_, variadic := p.Type.(*ast.Ellipsis)
				l.reachArguments(function.Name.Name, at, variadic)
				return
			}
			at++
		}
	}
}

// reachArguments follows argument i of all calls of a function.
func (l *linter) reachArguments(function string, i int, variadic bool) {
	for _, c := range l.calls[function] {
		switch {
		case i >= len(c.Args):
		case variadic && !c.Ellipsis.IsValid():
			for _, arg := range c.Args[i:] {
				l.item(arg)
			}
		default:
			l.reach(c.Args[i])
		}
	}
}

// item reports an element of an environment, NAME=value.
func (l *linter) item(e ast.Expr) {
	if l.reached[e] {
		return
	}
	l.reached[e] = true
	known, whole := l.text(e)
	name, value, ok := strings.Cut(known, "=")
	if ok && report.IsName(name) {
		l.items[e] = true
		l.set(report.Set{Name: name, Value: value, Constant: whole, Kept: ownReads}, written(e), func() []change { return l.removeItem(e) })
		return
	}
	// name + "=" + value, of a map or a list
	ast.Inspect(e, func(n ast.Node) bool {
		if name, ok := n.(*ast.Ident); ok {
			l.reachRange(name)
		}
		return true
	})
}

// reachRange follows a variable of a range loop to the literal that the loop is about.
func (l *linter) reachRange(name *ast.Ident) {
	if name.Obj == nil {
		return
	}
	for _, use := range l.uses[name.Obj] {
		loop, ok := l.parents[use].(*ast.RangeStmt)
		switch {
		case !ok || use.Pos() != name.Obj.Pos():
		case loop.Key == ast.Expr(use):
			l.reachMap(loop.X)
		case loop.Value == ast.Expr(use):
			l.reach(loop.X)
		}
	}
}

// reachMap reports the entries of a map that becomes an environment.
func (l *linter) reachMap(e ast.Expr) {
	if name, ok := e.(*ast.Ident); ok && name.Obj != nil {
		for _, value := range l.values[name.Obj] {
			if _, ok := value.(*ast.CompositeLit); ok {
				l.reachMap(value)
			}
		}
	}
	if field, ok := e.(*ast.SelectorExpr); ok && !l.reached[e] {
		l.reached[e] = true
		for _, value := range l.fields[field.Sel.Name] {
			l.reachMap(value)
		}
	}
	c, ok := e.(*ast.CompositeLit)
	if !ok || l.reached[e] {
		return
	}
	l.reached[e] = true
	for _, item := range c.Elts {
		kv, ok := item.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key, ok := kv.Key.(*ast.BasicLit); ok && key.Kind == token.STRING {
			name, _ := l.text(key)
			value, constant := l.text(kv.Value)
			l.set(report.Set{Name: name, Value: value, Constant: constant, Kept: ownReads}, key, func() []change { return l.removeItem(kv) })
		}
	}
}

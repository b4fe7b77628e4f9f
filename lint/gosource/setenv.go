package gosource

import (
	"go/ast"
	"path"
	"strconv"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// setenv reports a call that sets a variable.
func (l *linter) setenv(c *ast.CallExpr) {
	name, whole := l.text(c.Args[0])
	if !whole {
		if key, ok := c.Args[0].(*ast.Ident); ok {
			l.reachRange(key)
		}
		return
	}
	value, constant := l.text(c.Args[1])
	l.set(report.Set{Name: name, Value: value, Constant: constant}, c, func() []change {
		if _, dot := c.Fun.(*ast.Ident); dot {
			return nil // nothing tells whether the file still needs the import
		}
		return l.removeCall(c, true)
	})
}

// isSetenv reports whether a function called Setenv is that of the package os, of a test or
// the like, as far as this file tells.
func (l *linter) isSetenv(function ast.Expr) bool {
	switch f := function.(type) {
	case *ast.Ident:
		spec := l.imported(".")
		return f.Obj == nil && spec != nil && spec.Path.Value == `"os"`
	case *ast.SelectorExpr:
		x, ok := f.X.(*ast.Ident)
		switch {
		case !ok:
			return true
		case x.Obj != nil:
			return x.Name != "os" && !l.hasMethod(x, f.Sel.Name)
		}
		if spec := l.imported(x.Name); spec != nil {
			from, err := strconv.Unquote(spec.Path.Value)
			return err == nil && (from == "os" || path.Base(from) != "os" && x.Name != "os")
		}
		return x.Name != "os" || l.part || l.r.Markdown
	}
	return false
}

// hasMethod reports whether the type of a variable has a method in this file.
func (l *linter) hasMethod(x *ast.Ident, method string) bool {
	name, ok := l.typeName(x, 0).(*ast.Ident)
	if !ok {
		return false
	}
	for _, f := range l.funcs[method] {
		if f.Recv == nil || len(f.Recv.List) != 1 {
			continue
		}
		if receiver, ok := pointee(f.Recv.List[0].Type).(*ast.Ident); ok && receiver.Name == name.Name {
			return true
		}
	}
	return false
}

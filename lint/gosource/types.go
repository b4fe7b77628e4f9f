package gosource

import "go/ast"

// isLocal reports whether e is a struct that this file declares with such a field.
func (l *linter) isLocal(e ast.Expr, field string) bool {
	name, ok := l.typeName(e, 0).(*ast.Ident)
	if !ok || name.Obj == nil {
		return false
	}
	spec, ok := name.Obj.Decl.(*ast.TypeSpec)
	if !ok {
		return false
	}
	fields, ok := spec.Type.(*ast.StructType)
	if !ok {
		return false
	}
	for _, f := range fields.Fields.List {
		for _, n := range f.Names {
			if n.Name == field {
				return true
			}
		}
	}
	return false
}

// typeName returns the name of the type of e, without a pointer, or nil.
func (l *linter) typeName(e ast.Expr, depth int) ast.Expr {
	if depth > maxDepth {
		return nil
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return l.typeName(e.X, depth+1)
	case *ast.StarExpr:
		return l.typeName(e.X, depth+1)
	case *ast.UnaryExpr:
		return l.typeName(e.X, depth+1)
	case *ast.CompositeLit:
		return e.Type
	case *ast.CallExpr:
		return resultType(e)
	case *ast.Ident:
		if e.Obj == nil {
			return nil
		}
		switch decl := e.Obj.Decl.(type) {
		case *ast.Field:
			return pointee(decl.Type)
		case *ast.ValueSpec:
			if decl.Type != nil {
				return pointee(decl.Type)
			}
		}
		for _, value := range l.values[e.Obj] {
			if t := l.typeName(value, depth+1); t != nil {
				return t
			}
		}
	}
	return nil
}

// resultType returns the name of the type of what new or a function of this file returns.
func resultType(c *ast.CallExpr) ast.Expr {
	f, ok := c.Fun.(*ast.Ident)
	if !ok {
		return nil
	}
	if f.Name == "new" && len(c.Args) == 1 {
		return c.Args[0]
	}
	if f.Obj == nil {
		return nil
	}
	decl, ok := f.Obj.Decl.(*ast.FuncDecl)
	if !ok || decl.Type.Results == nil || len(decl.Type.Results.List) == 0 {
		return nil
	}
	return pointee(decl.Type.Results.List[0].Type)
}

func pointee(t ast.Expr) ast.Expr {
	if p, ok := t.(*ast.StarExpr); ok {
		return p.X
	}
	return t
}

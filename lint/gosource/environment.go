package gosource

import (
	"go/ast"
	"slices"
	"strings"
)

// environment looks for what sets variables of a process, and for commands.
func (l *linter) environment() {
	ast.Inspect(l.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				if s, ok := left.(*ast.SelectorExpr); ok && len(n.Lhs) == len(n.Rhs) && l.isEnvironment(s) {
					l.reach(n.Rhs[i])
				}
			}
		case *ast.CompositeLit:
			l.composite(n)
		case *ast.CallExpr:
			l.call(n)
		}
		return true
	})
}

// isEnvironment reports whether a field is the environment of a command, as far as this
// file tells.
func (l *linter) isEnvironment(s *ast.SelectorExpr) bool {
	switch s.Sel.Name {
	case "Vars": // of testscript
		x, ok := s.X.(*ast.Ident)
		return ok && strings.HasSuffix(strings.ToLower(x.Name), "env")
	case "Env":
		return !l.isLocal(s.X, "Env")
	}
	return false
}

// composite looks at the fields of a command.
func (l *linter) composite(c *ast.CompositeLit) {
	t, ok := c.Type.(*ast.SelectorExpr)
	if !ok {
		return
	}
	switch t.Sel.Name {
	case "Cmd", "ProcAttr", "Invocation":
	case "Config":
		if x, ok := t.X.(*ast.Ident); !ok || x.Name != "packages" {
			return
		}
	default:
		return
	}
	for _, e := range c.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		switch key, _ := kv.Key.(*ast.Ident); {
		case key == nil:
		case key.Name == "Env":
			l.reach(kv.Value)
		case key.Name == "Args":
			if args, ok := kv.Value.(*ast.CompositeLit); ok {
				l.command(nil, args.Elts, false)
			}
		}
	}
}

// call looks at a call that sets a variable, makes an environment or runs a command.
func (l *linter) call(c *ast.CallExpr) {
	switch name := functionName(c); {
	case name == "Setenv" && len(c.Args) == 2:
		if l.isSetenv(c.Fun) {
			l.setenv(c)
		}
	case isCall(c, "syscall", "Exec") || isCall(c, "unix", "Exec"):
		if len(c.Args) == 3 {
			l.reach(c.Args[2])
		}
	case isCall(c, "sh", "RunWith", "RunWithV", "OutputWith") && len(c.Args) > 1: // mage
		l.reachMap(c.Args[0])
		l.command(c, c.Args[1:], c.Ellipsis.IsValid())
	case extends(name):
		for _, arg := range c.Args {
			if l.isInherited(arg) {
				l.reach(c)
			}
		}
	default:
		l.runs(c, name)
	}
}

// isInherited reports whether e is such an environment, or a variable that had one.
func (l *linter) isInherited(e ast.Expr) bool {
	name, ok := e.(*ast.Ident)
	if !ok || name.Obj == nil {
		return isEnviron(e)
	}
	inherited, known := l.inherited[name.Obj]
	if !known {
		inherited = slices.ContainsFunc(l.values[name.Obj], isEnviron)
		l.inherited[name.Obj] = inherited
	}
	return inherited
}

// isEnviron reports whether e is the environment of this process, or that of a command.
func isEnviron(e ast.Expr) bool {
	c, ok := e.(*ast.CallExpr)
	return ok && functionName(c) == "Environ" && len(c.Args) == 0
}

// extends reports whether a function that has an environment for an argument returns it
// with the other arguments.
func extends(function string) bool {
	switch function {
	case "append", "Concat", "Insert":
		return true
	}
	name := strings.ToLower(function)
	return strings.HasPrefix(name, "append") || strings.HasPrefix(name, "merge") || strings.HasPrefix(name, "concat")
}

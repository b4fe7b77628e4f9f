package gosource

import (
	"go/ast"
	"go/token"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// command is a list of arguments that runs as a command.
type command struct {
	call  *ast.CallExpr // nil in a list
	words []report.Word
	args  []ast.Expr // where the words are
}

// runs looks at a call that runs a command.
func (l *linter) runs(c *ast.CallExpr, name string) {
	lower := strings.ToLower(name)
	if !strings.Contains(lower, "command") && !strings.Contains(lower, "exec") && !strings.Contains(lower, "run") &&
		!strings.Contains(lower, "output") && lower != "cmd" {
		return
	}
	args := c.Args
	for len(args) > 0 && !l.isText(args[0]) {
		args = args[1:] // a context, a test
	}
	l.command(c, args, c.Ellipsis.IsValid())
}

func (l *linter) isText(e ast.Expr) bool {
	return l.word(e).Constant || isCall(e, "filepath", "Join")
}

// command remembers a command. spread says that the last argument is a list of them.
func (l *linter) command(c *ast.CallExpr, args []ast.Expr, spread bool) {
	if len(args) == 0 {
		return
	}
	found := command{call: c}
	for i, arg := range args {
		if spread && i == len(args)-1 {
			if list, ok := l.list(arg); ok {
				for _, item := range list.Elts {
					found.add(l, item)
				}
				continue
			}
		}
		found.add(l, arg)
	}
	l.commands = append(l.commands, found)
}

func (c *command) add(l *linter, arg ast.Expr) {
	c.words = append(c.words, l.word(arg))
	c.args = append(c.args, arg)
}

// list returns the literal that is the only value of an argument.
func (l *linter) list(e ast.Expr) (*ast.CompositeLit, bool) {
	if name, ok := e.(*ast.Ident); ok {
		if value := l.constant(name); value != nil {
			e = value
		}
	}
	list, ok := e.(*ast.CompositeLit)
	return list, ok
}

// removeWords returns the changes that remove words of a command, or all of it.
func (l *linter) removeWords(c command, i, j int) []change {
	if i > 0 || j < len(c.words) {
		var list []ast.Expr
		switch p := l.parents[c.args[i]].(type) {
		case *ast.CallExpr:
			list = p.Args
		case *ast.CompositeLit:
			list = p.Elts
		}
		return l.removeItems(list, c.args[i], c.args[j-1])
	}
	switch name := functionName(c.call); {
	case c.call == nil:
		return nil
	case name == "Command" || name == "CommandContext":
		return l.removeCommand(c.call)
	default:
		return l.removeCall(c.call, true)
	}
}

// removeCommand removes a value that runs a command.
func (l *linter) removeCommand(e ast.Expr) []change {
	switch p := l.parents[e].(type) {
	case *ast.SelectorExpr:
		called, ok := l.parents[p].(*ast.CallExpr)
		if ok && called.Fun == ast.Expr(p) {
			return l.removeCall(called, p.Sel.Name == "Run" || p.Sel.Name == "Start" || p.Sel.Name == "Wait")
		}
	case *ast.AssignStmt:
		name, ok := p.Lhs[0].(*ast.Ident)
		if ok && len(p.Lhs) == 1 && p.Tok == token.DEFINE && name.Obj != nil && l.inBlock(p) {
			return l.removeUses(p, name.Obj)
		}
	}
	return nil
}

// removeUses removes the statement that declares a command, and all that use it. It
// returns nil if something other depends on them.
func (l *linter) removeUses(declaration *ast.AssignStmt, o *object) []change {
	all := l.removeStmt(declaration)
	for _, use := range l.uses[o] {
		if use.Pos() == o.Pos() {
			continue
		}
		s, ok := l.parents[use].(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		var changes []change
		if a, ok := l.parents[s].(*ast.AssignStmt); ok && len(a.Lhs) == 1 && a.Lhs[0] == ast.Expr(s) {
			changes = l.removeStmt(a)
		} else {
			changes = l.removeCommand(use)
		}
		if changes == nil {
			return nil
		}
		all = append(all, changes...)
	}
	return all
}

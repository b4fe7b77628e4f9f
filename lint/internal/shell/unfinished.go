package shell

import "mvdan.cc/sh/v3/syntax"

// unfinished reports whether the parser had to add what the last statement lacks, such as a
// closing quote. What follows a half-typed statement is then a part of it.
func unfinished(stmts []*syntax.Stmt) bool {
	if len(stmts) == 0 {
		return false
	}
	found := false
	syntax.Walk(stmts[len(stmts)-1], func(n syntax.Node) bool {
		found = found || n != nil && (n.Pos().IsRecovered() || closing(n).IsRecovered())
		return !found
	})
	return found
}

// closing returns the place of what closes a node, if it needs that.
func closing(n syntax.Node) syntax.Pos {
	switch n := n.(type) {
	case *syntax.SglQuoted:
		return n.Right
	case *syntax.DblQuoted:
		return n.Right
	case *syntax.CmdSubst:
		return n.Right
	case *syntax.ArithmExp:
		return n.Right
	case *syntax.ParamExp:
		return n.Rbrace
	case *syntax.ProcSubst:
		return n.Rparen
	case *syntax.Subshell:
		return n.Rparen
	case *syntax.ArrayExpr:
		return n.Rparen
	case *syntax.Block:
		return n.Rbrace
	case *syntax.IfClause:
		return n.FiPos
	case *syntax.WhileClause:
		return n.DonePos
	case *syntax.ForClause:
		return n.DonePos
	case *syntax.CaseClause:
		return n.Esac
	}
	return syntax.Pos{}
}

package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// linter walks over the statements of a script.
type linter struct {
	r         *report.Reporter
	src       report.Source
	in        report.Context
	base      int             // offset in src of the parsed part
	allExport []bounds        // parts of the script in which all variables are exported
	functions map[string]bool // by name, once they are needed
	exports   []setting       // statements that only export a variable by name
	bare      []setting       // assignments without export or command
	output    string          // the language of the file to which an enclosing group writes
}

// at returns the offset in src of a position. What is missing in an unfinished script is
// at its end.
func (l *linter) at(p syntax.Pos) int {
	if !p.IsValid() || p.IsRecovered() {
		return l.src.Len()
	}
	return min(l.base+int(p.Offset()), l.src.Len())
}

// end returns the offset in src of the end of a node, which is the end of the script if
// the node is unfinished.
func (l *linter) end(n syntax.Node) int {
	return max(l.at(n.Pos()), l.at(n.End()))
}

// list says where statements are.
type list struct {
	script bool // they are the whole script
	sole   bool // no other part of the script has statements
	last   bool // the last one is the last of the script
	value  bool // their output is a value, so no other command can be added
	empty  bool // there may be none
}

// list walks over the statements of a list.
func (l *linter) list(stmts []*syntax.Stmt, in list) {
	for i, s := range stmts {
		// The text of a here-document can be after the statement.
		if text := l.text(s); !report.Suspicious(text) && !strings.Contains(text, "<<") {
			continue
		}
		l.stmt(s, place{
			list: stmts, in: in,
			remove: func() []report.Edit { return l.removeFrom(stmts, i, in) },
			before: l.beforeIn(s, in),
			last:   in.script && in.last && i == len(stmts)-1,
		})
	}
}

func (l *linter) text(n syntax.Node) string {
	return l.src.Text[l.at(n.Pos()):l.end(n)]
}

// place says how to change a statement where it is.
type place struct {
	remove func() []report.Edit               // removes it
	before func(command string) []report.Edit // runs another command first; nil: impossible
	last   bool                               // it is the last of the script
	list   []*syntax.Stmt                     // the list with it; nil: it is a part of a statement
	in     list
	piped  *syntax.Stmt // the pipeline that only writes its output to a file
}

// stmt walks over a statement.
func (l *linter) stmt(s *syntax.Stmt, in place) {
	if s.Negated || s.Coprocess {
		in.before = nil
		in.remove = l.nothing(s)
	}
	for _, r := range s.Redirs {
		l.redirect(s, r, in)
	}
	switch c := s.Cmd.(type) {
	case *syntax.CallExpr:
		l.call(s, c, in)
	case *syntax.DeclClause:
		l.declare(s, c, in)
	case *syntax.BinaryCmd:
		l.binary(s, c, in)
	case *syntax.Subshell:
		l.group(s, c.Stmts)
	case *syntax.Block:
		l.group(s, c.Stmts)
	case *syntax.IfClause:
		l.ifClause(c)
	case *syntax.WhileClause:
		l.list(c.Cond, list{})
		l.list(c.Do, list{})
	case *syntax.ForClause:
		l.words(c.Loop)
		l.list(c.Do, list{})
	case *syntax.CaseClause:
		if c.Word != nil {
			l.words(c.Word)
		}
		for _, item := range c.Items {
			l.list(item.Stmts, list{empty: true})
		}
	case *syntax.FuncDecl:
		l.stmt(c.Body, place{remove: l.nothing(c.Body)})
	case *syntax.TimeClause:
		if c.Stmt != nil {
			l.stmt(c.Stmt, place{remove: l.nothing(c.Stmt), before: in.before})
		}
	case *syntax.CoprocClause:
		l.stmt(c.Stmt, place{remove: l.nothing(c.Stmt)})
	case nil:
	default:
		l.words(c)
	}
}

// group walks over statements in braces or parentheses, which can share an output.
func (l *linter) group(s *syntax.Stmt, stmts []*syntax.Stmt) {
	outer := l.output
	if language := l.outputLanguage(s); language != "" {
		l.output = language
	}
	l.list(stmts, list{})
	l.output = outer
}

func (l *linter) ifClause(c *syntax.IfClause) {
	for ; c != nil; c = c.Else {
		l.list(c.Cond, list{})
		l.list(c.Then, list{})
	}
}

// binary walks over both sides of && and || and of a pipe.
func (l *linter) binary(s *syntax.Stmt, c *syntax.BinaryCmd, in place) {
	if language := l.teed(c); language != "" {
		outer := l.output
		l.output = language
		in.piped = s
		l.stmt(c.X, in)
		l.output = outer
		return
	}
	left := place{remove: l.nothing(c.X), before: in.before}
	right := place{remove: l.nothing(c.Y), last: in.last}
	if c.Op == syntax.AndStmt {
		left.remove = func() []report.Edit {
			return []report.Edit{l.src.Delete(l.at(c.X.Pos()), l.at(c.Y.Pos()))}
		}
		right.before = l.insert(c.Y)
		if in.before == nil {
			right.before = nil
		}
		// Without its last command, the whole list could end a script with `set -e`.
		if in.last {
			right.remove = func() []report.Edit {
				return []report.Edit{l.src.Delete(l.stmtEnd(c.X), l.stmtEnd(c.Y))}
			}
		}
		if x, ok := c.X.Cmd.(*syntax.BinaryCmd); ok && x.Op == syntax.AndStmt && !c.X.Negated {
			left.last = true // another command follows in the list
		}
	}
	l.stmt(c.X, left)
	l.stmt(c.Y, right)
}

// words walks over the commands in the words of a node.
func (l *linter) words(n syntax.Node) {
	if n == nil {
		return
	}
	syntax.Walk(n, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.CmdSubst:
			l.list(n.Stmts, list{value: true, empty: true})
			return false
		case *syntax.ProcSubst:
			l.list(n.Stmts, list{value: true})
			return false
		}
		return true
	})
}

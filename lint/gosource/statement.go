package gosource

import (
	"go/ast"
	"sort"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// block returns the statements of the block that n is in, and its place there, or -1.
func (l *linter) block(n ast.Stmt) (list []ast.Stmt, at int) {
	switch p := l.parents[n].(type) {
	case *ast.BlockStmt:
		list = p.List
	case *ast.CaseClause:
		list = p.Body
	case *ast.CommClause:
		list = p.Body
	}
	if i := find(list, n); i >= 0 {
		return list, i
	}
	return nil, -1
}

// find returns the index of a node in a list, which has the order of the file, or -1.
func find[N ast.Node](list []N, n ast.Node) int {
	i := sort.Search(len(list), func(i int) bool { return list[i].Pos() >= n.Pos() })
	for ; i < len(list) && list[i].Pos() == n.Pos(); i++ {
		if ast.Node(list[i]) == n {
			return i
		}
	}
	return -1
}

func (l *linter) inBlock(n ast.Stmt) bool { _, at := l.block(n); return at >= 0 }

// next returns the statement after n in its block.
func (l *linter) next(n ast.Stmt) ast.Stmt {
	if list, at := l.block(n); at >= 0 && at+1 < len(list) {
		return list[at+1]
	}
	return nil
}

// removeStmt removes a statement.
func (l *linter) removeStmt(s ast.Stmt) []change {
	list, at := l.block(s)
	start, end := l.offset(s.Pos()), l.offset(s.End())
	if label, ok := l.parents[s].(*ast.LabeledStmt); ok {
		if changes := l.lines(s); changes != nil {
			return changes
		}
		return []change{{start: l.offset(label.Colon) + 1, end: end}}
	}
	if at < 0 {
		// `if os.Setenv(...); x {`
		rest := l.src.Text[end:]
		if after := strings.TrimLeft(rest, " \t"); l.isInit(s) && strings.HasPrefix(after, ";") {
			end += len(rest) - len(strings.TrimLeft(after[1:], " \t"))
		}
		return []change{{start: start, end: end}}
	}
	if changes := l.lines(s); changes != nil {
		return changes
	}
	if at+1 < len(list) {
		if next := l.offset(list[at+1].Pos()); !strings.Contains(l.src.Text[end:next], "\n") {
			return []change{{start: start, end: next}}
		}
	}
	if at > 0 {
		if last := l.offset(list[at-1].End()); !strings.Contains(l.src.Text[last:start], "\n") {
			return []change{{start: last, end: end}}
		}
	}
	if body, ok := l.parents[s].(*ast.BlockStmt); ok && len(list) == 1 {
		from, to := l.offset(body.Lbrace)+1, l.offset(body.Rbrace)
		if strings.Trim(l.src.Text[from:start]+l.src.Text[end:to], " \t") == "" {
			start, end = from, to
		}
	}
	return []change{{start: start, end: end}}
}

func (l *linter) isInit(s ast.Stmt) bool {
	switch p := l.parents[s].(type) {
	case *ast.IfStmt:
		return p.Init == s
	case *ast.SwitchStmt:
		return p.Init == s
	}
	return false
}

// lines removes the lines of a node with the comment after it, or returns nil if
// something else is on them.
func (l *linter) lines(n ast.Node) []change {
	start, end := l.offset(n.Pos()), l.offset(n.End())
	return l.linesOf(start, end)
}

func (l *linter) linesOf(start, end int) []change {
	text := l.src.Text
	rest := text[end:]
	from, first := report.Indented(text, start)
	after := strings.TrimLeft(rest, " \t\r\f\v")
	if !first || after != "" && after[0] != '\n' && !strings.HasPrefix(after, "//") {
		return nil
	}
	if cut := strings.IndexByte(rest, '\n'); cut >= 0 {
		rest = rest[:cut+1]
	}
	return []change{{start: from, end: end + len(rest)}}
}

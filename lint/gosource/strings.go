package gosource

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// text returns the part of a string that is known, from its beginning, and whether that
// is the whole string.
func (l *linter) text(e ast.Expr) (known string, whole bool) {
	return l.textIn(e, 0)
}

// maxDepth bounds how many names are followed.
const maxDepth = 20

func (l *linter) textIn(e ast.Expr, depth int) (known string, whole bool) {
	if depth > maxDepth {
		return "", false
	}
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		known, err := strconv.Unquote(e.Value)
		return known, err == nil
	case *ast.ParenExpr:
		return l.textIn(e.X, depth+1)
	case *ast.BinaryExpr:
		known, whole = l.textIn(e.X, depth+1)
		if !whole || e.Op != token.ADD {
			return known, false
		}
		more, whole := l.textIn(e.Y, depth+1)
		return known + more, whole
	case *ast.Ident:
		if value := l.constant(e); value != nil {
			return l.textIn(value, depth+1)
		}
	case *ast.CallExpr:
		if isCall(e, "fmt", "Sprintf", "Sprint") && len(e.Args) > 0 {
			format, whole := l.textIn(e.Args[0], depth+1)
			before, _, verbs := strings.Cut(format, "%")
			return before, whole && !verbs && len(e.Args) == 1
		}
	}
	return "", false
}

// constant returns the value of a constant, or of a local variable that has only one.
func (l *linter) constant(name *ast.Ident) ast.Expr {
	if name.Obj == nil || len(l.values[name.Obj]) != 1 || name.Obj.Kind != ast.Con && l.isPackageLevel(name.Obj) {
		return nil
	}
	return l.values[name.Obj][0]
}

func (l *linter) isPackageLevel(o *object) bool { return l.file.Scope.Lookup(o.Name) == o }

// written returns the literal or name that begins a string.
func written(e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return written(e.X)
	case *ast.BinaryExpr:
		return written(e.X)
	case *ast.CallExpr:
		if len(e.Args) > 0 {
			return written(e.Args[0])
		}
	}
	return e
}

// word returns an argument of a command.
func (l *linter) word(e ast.Expr) report.Word {
	start, end := l.offset(e.Pos()), l.offset(e.End())
	w := report.Word{Start: l.src.At(start), End: l.src.At(end)}
	known, whole := l.text(l.lastElement(e))
	literal, ok := e.(*ast.BasicLit)
	switch {
	case ok && whole:
		w.Source, w.Constant = l.literal(literal), true
	case whole:
		d := l.src.Decode()
		d.Add(known, start)
		w.Source, w.Constant = d.Source(end), true
	default:
		w.Source = l.src.Slice(start, end)
	}
	return w
}

// lastElement returns the last element of a path that is joined, or e.
func (l *linter) lastElement(e ast.Expr) ast.Expr {
	value := e
	if name, ok := e.(*ast.Ident); ok {
		if value = l.constant(name); value == nil {
			return e
		}
	}
	if isCall(value, "filepath", "Join") || isCall(value, "path", "Join") {
		if args := value.(*ast.CallExpr).Args; len(args) > 0 {
			return args[len(args)-1]
		}
	}
	return e
}

// literal decodes a string literal.
func (l *linter) literal(e *ast.BasicLit) report.Source {
	start, end := l.offset(e.Pos())+1, l.offset(e.End())-1
	if strings.HasPrefix(e.Value, "`") {
		return l.src.Slice(start, end)
	}
	d := l.src.Decode()
	for at := start; at < end; {
		r, multibyte, rest, err := strconv.UnquoteChar(l.src.Text[at:end], '"')
		if err != nil {
			break
		}
		next := end - len(rest)
		switch {
		case l.src.Text[at] != '\\':
			d.Copy(at, next)
		case multibyte:
			d.Add(string(r), at)
		default:
			d.Add(string([]byte{byte(r)}), at)
		}
		at = next
	}
	return d.Source(end)
}

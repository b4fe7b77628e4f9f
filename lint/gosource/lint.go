package gosource

import (
	"go/ast"
	"go/parser"
	"go/token"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Lint lints a Go file, or the declarations or statements in a Markdown fence.
func Lint(r *report.Reporter, src report.Source, _ report.Context) {
	l, ok := parse(r, src)
	if !ok {
		r.Broken = true
	}
	l.sound = ok
	for _, group := range l.file.Comments {
		for _, c := range group.List {
			r.Comment(l.place(c.Pos()), l.place(c.End()))
		}
	}
	for _, c := range countersIn(l.file, l.offset) {
		if problem := CheckName(c.Name); problem != "" {
			r.Add(report.Finding{
				Start: l.src.At(c.Start), End: l.src.At(c.End),
				Code: report.InvalidCounterName, Severity: report.Warning, Message: problem,
			})
		}
	}
	l.connect()
	l.environment()
	l.report()
}

// linter knows a parsed file.
type linter struct {
	r      *report.Reporter
	src    report.Source
	file   *ast.File
	tokens *token.File
	sound  bool // without syntax errors, so that fixes are possible
	part   bool // not a whole file

	index
	reached   map[ast.Expr]bool // expressions whose value becomes an environment
	items     map[ast.Expr]bool // those that set a variable
	followed  map[target]bool   // variables, and fields of any variable, whose values were reached
	inherited map[*object]bool  // whether a variable had an environment, if that is known
	sets      []set
	commands  []command
	// onlyItems are the calls whose arguments after the first are all items.
	onlyItems map[*ast.CallExpr]bool
	removals  [][]change       // of all findings
	ties      map[int][]change // what fixes that depend on each other both change, by where they begin
}

const mode = parser.ParseComments | parser.AllErrors

// parse parses a file. It reports whether there is no syntax error.
func parse(r *report.Reporter, src report.Source) (*linter, bool) {
	whole := func(src report.Source) (*linter, error) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "", src.Text, mode)
		l := &linter{r: r, src: src, file: file, reached: make(map[ast.Expr]bool), items: make(map[ast.Expr]bool), onlyItems: make(map[*ast.CallExpr]bool), followed: make(map[target]bool), inherited: make(map[*object]bool)}
		fset.Iterate(func(f *token.File) bool { l.tokens = f; return false })
		return l, err
	}
	l, err := whole(src)
	if l.file.Package.IsValid() {
		return l, err == nil
	}
	// A part of a file.
	if l, err = whole(wrap(src, "package p;", "")); err != nil {
		l, err = whole(wrap(src, "package p;func _(){", "\n}"))
	}
	l.part = true
	return l, r.Markdown && err == nil
}

func wrap(src report.Source, before, after string) report.Source {
	d := src.Decode()
	d.Add(before, 0)
	d.Copy(0, src.Len())
	d.Add(after, src.Len())
	return d.Source(src.Len())
}

// offset returns the offset of a position in src.
func (l *linter) offset(p token.Pos) int {
	if !p.IsValid() {
		return 0
	}
	return min(max(int(p)-l.tokens.Base(), 0), l.src.Len())
}

// place returns the offset of a position in the file.
func (l *linter) place(p token.Pos) int { return l.src.At(l.offset(p)) }

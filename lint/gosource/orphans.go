package gosource

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// edits returns the edits for changes, with the imports and variables that nothing uses
// after them. Without such a removal, the file wouldn't compile.
func (l *linter) edits(changes []change) []report.Edit {
	all, ok := l.withVariables(changes)
	if !ok {
		return nil
	}
	all = append(all, l.removeImports(l.orphanImports(all))...)
	all = append(all, l.ties[changes[0].start]...)
	var edits []report.Edit
	for _, c := range all {
		edits = append(edits, l.src.Replace(c.start, c.end, c.with))
	}
	return report.Join(edits)
}

// withVariables adds the removal of the variables that only the removed text uses. ok is
// false if that is impossible.
func (l *linter) withVariables(changes []change) (all []change, ok bool) {
	all = slices.Clone(changes)
	for range maxDepth {
		o := l.orphan(all)
		if o == nil {
			return all, true
		}
		removed := l.removeVariable(o, l.uses[o], all)
		if removed == nil {
			return nil, false
		}
		all = append(all, removed...)
	}
	return nil, false
}

// orphan returns the first local variable that only the removed text uses, or nil.
func (l *linter) orphan(changes []change) (first *ast.Object) {
	for o, uses := range l.uses {
		if (first == nil || o.Pos() < first.Pos()) && l.orphaned(o, uses, changes) {
			first = o
		}
	}
	return first
}

// orphaned reports whether changes remove all reads of a local variable.
func (l *linter) orphaned(o *ast.Object, uses []*ast.Ident, changes []change) bool {
	if o.Kind != ast.Var || l.isPackageLevel(o) {
		return false
	}
	if _, parameter := o.Decl.(*ast.Field); parameter {
		return false
	}
	removed := false
	for _, use := range uses {
		gone := l.removes(changes, use)
		switch {
		case use.Pos() == o.Pos() && gone:
			return false
		case l.isRead(use) && !gone:
			return false
		}
		removed = removed || gone && l.isRead(use)
	}
	return removed
}

// removes reports whether changes remove a name.
func (l *linter) removes(changes []change, n ast.Node) bool {
	at := l.offset(n.Pos())
	for _, c := range changes {
		if c.start <= at && at < c.end {
			return !strings.Contains(" "+c.with+" ", " "+l.source(n)+" ")
		}
	}
	return false
}

// removeVariable removes the declaration of a variable, or its name there.
func (l *linter) removeVariable(o *ast.Object, uses []*ast.Ident, changes []change) (all []change) {
	for _, use := range uses {
		if l.isRead(use) || l.removes(changes, use) {
			continue
		}
		switch p := l.parents[use].(type) {
		case *ast.AssignStmt:
			if len(p.Lhs) == 1 && len(p.Rhs) == 1 && isPure(p.Rhs[0]) {
				all = append(all, l.removeStmt(p)...)
				continue
			}
			all = append(all, l.replace(use, "_")...)
			if p.Tok == token.DEFINE && !l.declaresOther(p, o, changes) {
				at := l.offset(p.TokPos)
				all = append(all, change{start: at, end: at + len(":="), with: "="})
			}
		case *ast.ValueSpec:
			decl, ok := l.parents[l.parents[p]].(*ast.DeclStmt)
			if !ok || len(p.Names) > 1 || len(p.Values) > 0 && !isPure(p.Values[0]) || len(decl.Decl.(*ast.GenDecl).Specs) > 1 {
				return nil
			}
			all = append(all, l.removeStmt(decl)...)
		default:
			return nil
		}
	}
	return all
}

// declaresOther reports whether a statement still declares another variable than o after
// changes.
func (l *linter) declaresOther(a *ast.AssignStmt, o *ast.Object, changes []change) bool {
	for _, e := range a.Lhs {
		if name, ok := e.(*ast.Ident); ok && name.Obj != nil && name.Obj != o && name.Obj.Pos() == name.Pos() && !l.removes(changes, name) {
			return true
		}
	}
	return false
}

// isPure reports whether an expression does nothing but have a value.
func isPure(e ast.Expr) bool {
	pure := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			pure = pure && (isCall(n, "os", "Environ", "Getenv") || isCall(n, "exec", "Command") || isCall(n, "fmt", "Sprintf") || isCall(n, "filepath", "Join"))
		case *ast.UnaryExpr:
			pure = pure && n.Op != token.ARROW
		}
		return pure
	})
	return pure
}

// orphanImports returns the names of packages that only the removed text uses.
func (l *linter) orphanImports(changes []change) (names []string) {
	for name, uses := range l.free {
		gone := 0
		for _, use := range uses {
			if l.removes(changes, use) {
				gone++
			}
		}
		if gone < len(uses) {
			continue
		}
		if spec := l.imported(name); spec != nil && !l.removes(changes, spec) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// imported returns the import of a package by the name that the file uses, or nil.
func (l *linter) imported(name string) *ast.ImportSpec {
	for _, spec := range l.file.Imports {
		if spec.Name != nil {
			if spec.Name.Name == name {
				return spec
			}
			continue
		}
		if p, err := strconv.Unquote(spec.Path.Value); err == nil && packageName(p) == name {
			return spec
		}
	}
	return nil
}

// packageName guesses the name of a package from its path.
func packageName(p string) string {
	name := path.Base(p)
	if len(name) > 1 && name[0] == 'v' && strings.Trim(name[1:], "0123456789") == "" {
		name = path.Base(path.Dir(p))
	}
	name, _, _ = strings.Cut(name, ".")
	return strings.TrimPrefix(name, "go-")
}

func (l *linter) removeImports(names []string) (all []change) {
	gone := make(map[*ast.ImportSpec]bool)
	for _, name := range names {
		gone[l.imported(name)] = true
	}
	for _, d := range l.file.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.IMPORT {
			continue
		}
		var changes []change
		for _, s := range decl.Specs {
			if spec := s.(*ast.ImportSpec); gone[spec] {
				changes = append(changes, l.removeNode(spec)...)
			}
		}
		if len(changes) > 0 && len(changes) == len(decl.Specs) {
			changes = l.removeNode(decl)
			rest := l.src.Text[changes[0].end:]
			if after, ok := strings.CutPrefix(strings.TrimPrefix(rest, "\r"), "\n"); ok {
				changes[0].end += len(rest) - len(after)
			}
		}
		all = append(all, changes...)
	}
	return all
}

// removeNode removes the lines of a node, or only the node.
func (l *linter) removeNode(n ast.Node) []change {
	if changes := l.lines(n); changes != nil {
		return changes
	}
	return l.replace(n, "")
}

// tie finds the imports and variables that only all fixes together leave without use. The
// first and the last of these fixes both touch the declaration, so they are never applied at
// once. After the first one, the last one removes it.
func (l *linter) tie() {
	l.ties = make(map[int][]change)
	var all []change
	closed := make([][]change, len(l.removals))
	for i, changes := range l.removals {
		closed[i], _ = l.withVariables(changes)
		all = append(all, closed[i]...)
	}
	for o, uses := range l.uses {
		if l.orphaned(o, uses, all) {
			l.tieUsers(closed, uses, l.replace(l.declaration(o, uses), o.Name))
		}
	}
	if complete, ok := l.withVariables(all); ok {
		all = complete
	}
	for _, name := range l.orphanImports(all) {
		spec := l.imported(name)
		l.tieUsers(closed, l.free[name], l.replace(spec, l.source(spec)))
	}
}

func (l *linter) declaration(o *ast.Object, uses []*ast.Ident) ast.Node {
	for _, use := range uses {
		if use.Pos() == o.Pos() {
			return use
		}
	}
	return uses[0]
}

// tieUsers ties the first and the last removal of uses of a name.
func (l *linter) tieUsers(closed [][]change, uses []*ast.Ident, tie []change) {
	var users []int
	for i, changes := range closed {
		for _, use := range uses {
			if l.removes(changes, use) {
				users = append(users, l.removals[i][0].start)
				break
			}
		}
	}
	if len(users) > 1 {
		first, last := slices.Min(users), slices.Max(users)
		l.ties[first] = append(l.ties[first], tie...)
		l.ties[last] = append(l.ties[last], tie...)
	}
}

package gosource

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
)

// orphanImports returns the names of packages that only the removed text uses.
func (l *linter) orphanImports(changes []change) (names []string) {
	seen := make(map[string]bool)
	gone := l.removal(changes)
	for use := range l.namesIn(changes) {
		name := use.Name
		if use.Obj != nil || seen[name] {
			continue
		}
		seen[name] = true
		if slices.ContainsFunc(l.free[name], func(use *ast.Ident) bool { return !gone(use) }) {
			continue
		}
		if spec := l.imported(name); spec != nil && !gone(spec) {
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
	if len(names) == 0 {
		return nil
	}
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

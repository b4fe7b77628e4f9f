package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const module = "github.com/telemetry-ls/telemetry-ls"

// source reads comments and constants from the source of this module.
type source struct {
	root string
	read map[string]*packageSource // by import path
}

type packageSource struct {
	types  map[string]*ast.TypeSpec
	docs   map[string]string // of the types
	groups [][]string        // the values of exported string constants, group by group
}

func newSource(root string) *source {
	return &source{root: root, read: map[string]*packageSource{}}
}

// typeComment returns the comment of a named type.
func (s *source) typeComment(t reflect.Type) (string, error) {
	p, err := s.packageOf(t)
	if err != nil {
		return "", err
	}
	if text := sentence(withoutName(p.docs[t.Name()], t.Name())); text != "" {
		return text, nil
	}
	return "", fmt.Errorf("type %s has no comment to describe it", t)
}

// fieldComment returns the comment above or beside a field of the struct t.
func (s *source) fieldComment(t reflect.Type, name string) (string, error) {
	p, err := s.packageOf(t)
	if err != nil {
		return "", err
	}
	if spec, ok := p.types[t.Name()]; ok {
		for _, f := range spec.Type.(*ast.StructType).Fields.List {
			if !slices.ContainsFunc(f.Names, func(id *ast.Ident) bool { return id.Name == name }) {
				continue
			}
			if text := sentence(f.Doc.Text() + f.Comment.Text()); text != "" {
				return text, nil
			}
		}
	}
	return "", fmt.Errorf("field %s of %s has no comment to describe it", name, t)
}

// groupOf returns the constants in the package of t that are declared together with the
// one whose value is member.
func (s *source) groupOf(t reflect.Type, member string) ([]string, error) {
	p, err := s.packageOf(t)
	if err != nil {
		return nil, err
	}
	var found [][]string
	for _, g := range p.groups {
		if slices.Contains(g, member) {
			found = append(found, g)
		}
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%d groups of constants have the value %q, want one", len(found), member)
	}
	return found[0], nil
}

func (s *source) packageOf(t reflect.Type) (*packageSource, error) {
	path := t.PkgPath()
	if p := s.read[path]; p != nil {
		return p, nil
	}
	p, err := readPackage(filepath.Join(s.root, filepath.FromSlash(strings.TrimPrefix(path, module))))
	s.read[path] = p
	return p, err
}

func readPackage(dir string) (*packageSource, error) {
	p := &packageSource{types: map[string]*ast.TypeSpec{}, docs: map[string]string{}}
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err == nil && len(files) == 0 {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, fmt.Errorf("reading the source in %s: %w", dir, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range f.Decls {
			if d, ok := d.(*ast.GenDecl); ok {
				p.add(d)
			}
		}
	}
	return p, nil
}

func (p *packageSource) add(d *ast.GenDecl) {
	var group []string
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			p.types[spec.Name.Name] = spec
			p.docs[spec.Name.Name] = d.Doc.Text() + spec.Doc.Text()
		case *ast.ValueSpec:
			if d.Tok == token.CONST && spec.Names[0].IsExported() {
				group = append(group, stringsOf(spec)...)
			}
		}
	}
	if len(group) > 0 {
		p.groups = append(p.groups, group)
	}
}

// stringsOf returns the values of spec that are string literals.
func stringsOf(spec *ast.ValueSpec) []string {
	var values []string
	for _, v := range spec.Values {
		if lit, ok := v.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				values = append(values, text)
			}
		}
	}
	return values
}

// withoutName removes the type name at the beginning of a type's comment.
func withoutName(comment, name string) string {
	for _, is := range []string{" is ", " are "} {
		if rest, ok := strings.CutPrefix(comment, name+is); ok {
			return rest
		}
	}
	return comment
}

// docLink is a link of a Go comment, such as [Reason].
var docLink = regexp.MustCompile(`\[\*?([\w.]+)\]`)

// sentence turns a comment into a description: one line that begins and ends like a
// sentence.
func sentence(comment string) string {
	text := docLink.ReplaceAllString(strings.Join(strings.Fields(comment), " "), "$1")
	if text == "" {
		return ""
	}
	text = strings.ToUpper(text[:1]) + text[1:]
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

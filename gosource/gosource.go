// Package gosource finds the telemetry counters that Go source names, by its
// syntax: calls of golang.org/x/telemetry/counter with a literal name.
package gosource

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"

	"golang.org/x/telemetry/counter"
)

// counterPackage declares counters.
const counterPackage = "golang.org/x/telemetry/counter"

// constructors are the functions whose first argument is the name of a counter.
var constructors = map[string]bool{"New": true, "Inc": true, "Add": true, "NewStack": true}

// The library has these functions, or this does not compile. To name them counts
// nothing: only counter.Open does.
var (
	_ = counter.New
	_ = counter.Inc
	_ = counter.Add
	_ = counter.NewStack
)

// Counter is a name of a counter in a source.
type Counter struct {
	Name       string // without the quotes
	Stack      bool
	Start, End int // byte offsets of the literal, quotes included
}

// Counters lists the counters that src names, in its order. Source that does not
// parse gives those before the mistake.
func Counters(src string) []Counter {
	if !strings.Contains(src, counterPackage) {
		return nil // most files: not worth a parse
	}
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "", src, 0) // resolves names, so that a local `counter` is told from the package
	if file == nil {
		return nil
	}
	local, dot := importedAs(file)
	if local == "" && !dot {
		return nil
	}
	var found []Counter
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		function := called(call, local, dot)
		literal, ok := call.Args[0].(*ast.BasicLit)
		if !constructors[function] || !ok || literal.Kind != token.STRING {
			return true
		}
		name, err := strconv.Unquote(literal.Value)
		if err == nil {
			start := fset.Position(literal.Pos()).Offset
			found = append(found, Counter{Name: name, Stack: function == "NewStack", Start: start, End: start + len(literal.Value)})
		}
		return true
	})
	return found
}

// importedAs tells under which name the file has the package: a name, by a dot, or
// not at all.
func importedAs(file *ast.File) (local string, dot bool) {
	for _, spec := range file.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err != nil || path != counterPackage {
			continue
		}
		switch {
		case spec.Name == nil:
			local = "counter"
		case spec.Name.Name == ".":
			dot = true
		case spec.Name.Name != "_":
			local = spec.Name.Name
		}
	}
	return local, dot
}

// called gives the name of the package's function that call calls, "" for others.
func called(call *ast.CallExpr, local string, dot bool) string {
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && local != "" && x.Name == local && x.Obj == nil {
			return f.Sel.Name
		}
	case *ast.Ident:
		if dot && f.Obj == nil {
			return f.Name
		}
	}
	return ""
}

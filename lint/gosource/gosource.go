// Package gosource lints Go source, and finds the telemetry counters in it: calls of
// golang.org/x/telemetry/counter with a literal name. Start reading at [Lint].
package gosource

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"

	"golang.org/x/telemetry/counter"
)

// counterPackage is the package that declares counters.
const counterPackage = "golang.org/x/telemetry/counter"

// constructors are the functions whose first argument is the name of a counter.
var constructors = map[string]bool{"New": true, "Inc": true, "Add": true, "NewStack": true}

// This doesn't compile if the library lacks one of these functions. The references count
// nothing, because only counter.Open starts counting.
var (
	_ = counter.New
	_ = counter.Inc
	_ = counter.Add
	_ = counter.NewStack
)

// Counter is the name of a counter in Go source.
type Counter struct {
	Name       string // without the quotes
	Stack      bool
	Start, End int // byte offsets of the literal, quotes included
}

// Counters lists the counters that src names, in order. If src has a syntax error, it lists
// those before the error.
func Counters(src string) []Counter {
	if !strings.Contains(src, counterPackage) {
		return nil // most files; don't parse them
	}
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "", src, 0) // resolves names, which distinguishes a local variable `counter` from the package
	if file == nil {
		return nil
	}
	return countersIn(file, func(p token.Pos) int { return fset.Position(p).Offset })
}

// countersIn lists the counters that a file names.
func countersIn(file *ast.File, offset func(token.Pos) int) []Counter {
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
			found = append(found, Counter{Name: name, Stack: function == "NewStack", Start: offset(literal.Pos()), End: offset(literal.End())})
		}
		return true
	})
	return found
}

// importedAs returns the name by which the file imports the package, or "", and reports
// whether there is a dot import of it.
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

// called returns the name of the function if call calls one of the package, or "".
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

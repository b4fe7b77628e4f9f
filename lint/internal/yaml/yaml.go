// Package yaml lints pipelines, compose files, manifests and other YAML files whose
// format says which parts are environments and commands. Each dialect is a file. Start
// reading at [GitHub].
package yaml

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// node is short for the type of all that the dialects look at.
type node = yamltree.Node

// linter lints one document.
type linter struct {
	r    *report.Reporter
	in   report.Context
	seen map[*node]bool // environments and scripts that aliases use again

	noShell bool  // some commands run without a shell
	root    *node // of a pipeline of GitLab
}

// document says how a dialect reads a document.
type document func(l *linter, root *node)

// lint lints the documents of a file.
func lint(r *report.Reporter, src report.Source, in report.Context, read document) {
	docs, ok := yamltree.Parse(src)
	if !ok {
		r.Broken = true
	}
	for _, doc := range docs {
		doc.Comments(r, "telemetry-ls:ignore")
		read(&linter{r: r, in: in, seen: map[*node]bool{}}, doc.Root)
	}
}

// once reports whether it is the first time that a node is read.
func (l *linter) once(n *node) bool {
	if n == nil || l.seen[n] {
		return false
	}
	l.seen[n] = true
	return true
}

// each calls f for each value of a mapping, aliases resolved.
func each(n *node, f func(name string, value *node)) {
	for k, v := range n.Pairs() {
		f(k.String(), v.Resolve())
	}
}

// in reports whether a list has a word.
func in(list, word string) bool {
	return word != "" && strings.Contains(" "+list+" ", " "+word+" ")
}

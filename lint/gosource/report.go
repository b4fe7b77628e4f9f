package gosource

import (
	"go/ast"
	"slices"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// set is a place that sets a variable.
type set struct {
	report.Set
	remove func() []change
}

// set remembers a place that sets a variable, at a node.
func (l *linter) set(s report.Set, at ast.Node, remove func() []change) {
	if !report.IsName(s.Name) {
		return
	}
	s.Start, s.End = l.place(at.Pos()), l.place(at.End())
	l.sets = append(l.sets, set{s, remove})
}

// report reports what was found. A first round with a reporter of its own only collects
// what the fixes remove, because fixes that touch the same import depend on each other.
func (l *linter) report() {
	slices.SortStableFunc(l.sets, func(a, b set) int { return a.Start - b.Start })
	trial := l.r.Trial()
	l.reportTo(trial, func(changes []change) []report.Edit {
		l.removals = append(l.removals, changes)
		return nil
	})
	l.tie()
	l.reportTo(l.r, l.edits)
}

func (l *linter) reportTo(r *report.Reporter, edits func([]change) []report.Edit) {
	removal := func(make func() []change) []report.Edit {
		if !l.sound || r.Markdown {
			return nil
		}
		changes := make()
		if changes == nil {
			return nil
		}
		return edits(changes)
	}
	for _, s := range l.sets {
		if s.Constant && s.Value != "" {
			s.Remove = removal(s.remove)
		}
		r.Set(s.Set, nil)
	}
	for _, c := range l.commands {
		r.Call(report.Call{Words: c.words, Remove: func(i, j int) []report.Edit {
			return removal(func() []change { return l.removeWords(c, i, j) })
		}})
	}
}

// ownReads are the ways in which a program reads its own environment, whatever that of a
// command is.
var ownReads = []string{"getenv", "getenv(", "lookupenv("}

package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// call reports what a simple command sets and runs.
func (l *linter) call(s *syntax.Stmt, c *syntax.CallExpr, in place) {
	for _, a := range c.Assigns {
		l.words(a)
	}
	if len(c.Args) == 0 {
		l.bareAssignments(s, c.Assigns, in)
		return
	}
	words := make([]report.Word, len(c.Args))
	for i, a := range c.Args {
		l.words(a)
		words[i] = l.word(a)
	}
	for i, a := range c.Assigns {
		next := c.Args[0].Pos()
		if i+1 < len(c.Assigns) {
			next = c.Assigns[i+1].Pos()
		}
		if set, ok := l.assignment(a); ok {
			set.Remove = []report.Edit{l.src.Delete(l.at(a.Pos()), l.at(next))}
			set.Replace = l.instead(in, set.Remove)
			set.OneCommand = !strings.Contains(l.src.Text, words[0].Text+"()") // a function can read it
			l.r.Set(set, l.in.Scope)
		}
	}
	switch name := words[0].Text; name {
	case "echo", "printf", "cat", "tee":
		if !l.logged(s, words, in) {
			l.written(s, words, in)
		}
	case "alias":
		for _, w := range words[1:] {
			if _, value, ok := strings.Cut(w.Text, "="); ok {
				l.r.Embedded("sh", w.Slice(w.Len()-len(value), w.Len()), report.Context{Scope: l.in.Scope})
			}
		}
	case "env":
		if len(words) > 1 && len(s.Redirs) == 0 && l.in.Scope == nil {
			l.command(words, in, len(c.Assigns) == 0)
			return
		}
		l.command(words, in, len(c.Assigns) == 0)
	default:
		l.command(words, in, len(c.Assigns) == 0)
	}
}

// command reports a command line. whole says that nothing but the words is in the
// statement.
func (l *linter) command(words []report.Word, in place, whole bool) {
	l.r.Call(report.Call{
		Words:   words,
		Context: report.Context{Scope: l.in.Scope},
		Before:  in.before,
		Remove: func(i, j int) []report.Edit {
			switch {
			case i == 0 && j == len(words) && whole:
				return in.remove()
			case i == 0 && j == len(words):
				return []report.Edit{{Start: words[0].Start, End: words[j-1].End, New: ":"}}
			case j < len(words):
				return []report.Edit{{Start: words[i].Start, End: words[j].Start}}
			}
			return []report.Edit{{Start: words[i-1].End, End: words[j-1].End}}
		},
	})
}

// instead returns the edits that run `go telemetry off` first, and remove.
func (l *linter) instead(in place, remove []report.Edit) []report.Edit {
	if in.before == nil {
		return nil
	}
	return join(in.before(report.TurnOff), remove)
}

// assignment returns what an assignment sets, without edits.
func (l *linter) assignment(a *syntax.Assign) (report.Set, bool) {
	set := report.Set{Start: l.src.At(l.at(a.Pos())), End: l.src.At(l.end(a)), Constant: true}
	switch {
	case a.Name != nil && !a.Naked && a.Array == nil && a.Index == nil:
		set.Name = a.Name.Value
		if a.Value != nil {
			w := l.word(a.Value)
			set.Value, set.Constant = w.Text, w.Constant
		}
	case a.Name == nil && a.Value != nil: // a quoted argument of export
		w := l.word(a.Value)
		var ok bool
		if set.Name, set.Value, ok = w.Assignment(); !ok {
			return set, false
		}
		set.Constant = w.Constant
	default:
		return set, false
	}
	return set, report.IsName(set.Name)
}

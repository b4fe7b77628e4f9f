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
			set.OneCommand = !l.isFunction(words[0].Text)
			l.r.Set(set, l.in.Scope)
		}
	}
	switch words[0].Text {
	case "echo", "printf":
		if !l.logged(s, words, in) {
			l.written(s, words, in)
		}
	case "cat", "tee":
	case "alias":
		l.alias(words)
	default:
		if k := exportAt(words); k >= 0 {
			l.exported(s, words, k, in)
			return
		}
		l.command(words, in, len(c.Assigns) == 0)
	}
}

// alias lints the commands that aliases stand for. One must remain: other commands can
// follow an alias.
func (l *linter) alias(words []report.Word) {
	for _, w := range words[1:] {
		_, value, ok := strings.Cut(w.Text, "=")
		if !ok {
			continue
		}
		command := w.Slice(w.Len()-len(value), w.Len())
		l.r.Embedded("sh", command, report.Context{Scope: l.in.Scope, Emptied: func() []report.Edit {
			return []report.Edit{command.Replace(0, command.Len(), ":")}
		}})
	}
}

// exportAt returns the index of an export that the parser takes for a command, because it
// is quoted, or an argument such as of builtin. It returns -1 if there is none.
func exportAt(words []report.Word) int {
	for i, w := range words {
		switch w.Text {
		case "command", "builtin", "eval", "noglob", "nocorrect":
		case "export":
			return i
		default:
			return -1
		}
	}
	return -1
}

// exported reports the assignments after the export in word k.
func (l *linter) exported(s *syntax.Stmt, words []report.Word, k int, in place) {
	var named []int
	for i := k + 1; i < len(words); i++ {
		switch option := words[i].Text; {
		case option == "-n":
			return
		case !strings.HasPrefix(option, "-"):
			named = append(named, i)
		}
	}
	for _, i := range named {
		w := words[i]
		name, value, ok := w.Assignment()
		if !ok || !report.IsName(name) {
			continue
		}
		set := report.Set{Name: name, Value: value, Constant: w.Constant, Start: w.Start, End: w.End}
		if len(named) == 1 {
			set.Remove = in.remove()
			set.Replace = l.insteadOf(s, in)
		} else {
			set.Remove = report.RemoveWords(words, nil)(i, i+1)
			set.Replace = l.instead(in, set.Remove)
		}
		l.r.Set(set, l.in.Scope)
	}
}

// command reports a command line. whole says that nothing but the words is in the
// statement.
func (l *linter) command(words []report.Word, in place, whole bool) {
	l.r.Call(report.Call{
		Words:   words,
		Context: report.Context{Scope: l.in.Scope},
		Before:  in.before,
		Remove: report.RemoveWords(words, func() []report.Edit {
			if whole {
				return in.remove()
			}
			return []report.Edit{{Start: words[0].Start, End: words[len(words)-1].End, New: ":"}}
		}),
	})
}

// instead returns the edits that run `go telemetry off` first, and remove.
func (l *linter) instead(in place, remove []report.Edit) []report.Edit {
	if in.before == nil {
		return nil
	}
	return join(in.before(report.TurnOff), remove)
}

// insteadOf returns the edit that runs `go telemetry off` in the place of a statement.
func (l *linter) insteadOf(s *syntax.Stmt, in place) []report.Edit {
	if in.before == nil {
		return nil
	}
	return []report.Edit{l.src.Replace(l.at(s.Pos()), l.stmtEnd(s), report.TurnOff)}
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

// isFunction reports whether the script has a function of that name, which can read the
// variables of the command that calls it.
func (l *linter) isFunction(name string) bool {
	if l.functions == nil {
		l.functions = functionNames(l.src.Text)
	}
	return l.functions[name]
}

// functionNames returns the words before () and after function. Functions can be in parts
// that the parser doesn't know, too.
func functionNames(text string) map[string]bool {
	const ends = " \t\r\n;&|(){}"
	names := map[string]bool{}
	parts := strings.Split(text, "()")
	for _, before := range parts[:len(parts)-1] {
		before = strings.TrimRight(before, " \t")
		names[before[strings.LastIndexAny(before, ends)+1:]] = true
	}
	for _, after := range strings.Split(text, "function ")[1:] {
		after = strings.TrimLeft(after, " \t")
		if n := strings.IndexAny(after, ends); n > 0 {
			names[after[:n]] = true
		}
	}
	return names
}

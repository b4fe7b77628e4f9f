// Package python lints Python. Start reading at [Lint].
package python

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// Lint lints a Python file. It looks only for what surely reaches the environment of a
// process, not for dictionaries in variables.
func Lint(r *report.Reporter, src report.Source, _ report.Context) {
	l := &linter{
		File:     scan(r, src),
		imported: strings.Contains(src.Text, "from os import"),
		removed:  make(map[int]bool),
	}
	for i := range l.Tokens {
		if l.Tokens[i].Kind == tokens.Name {
			l.name(i)
		}
	}
	// The first round only finds which statements fixes remove.
	l.R = r.Trial()
	l.report()
	l.R = r
	l.report()
}

func (l *linter) report() {
	for _, f := range l.found {
		f()
	}
}

// linter looks for settings in the tokens of a file.
type linter struct {
	*tokens.File
	imported bool         // names of the module os can be used without it
	removed  map[int]bool // the first tokens of statements that fixes remove
	found    []func()     // report what was found
}

// name looks at what begins at name i.
func (l *linter) name(i int) {
	switch l.Tokens[i].Text {
	case "environ", "environb":
		if l.ofModule(i) {
			l.environ(i)
		}
	case "env":
		if l.Is(i-2, "session", ".") { // nox
			l.assignment(i-2, i+1)
		}
	case "putenv", "setenv":
		if l.IsOpen(i+1, "(") && (l.Is(i-1, ".") || l.ofModule(i)) {
			l.pair(i)
		}
	case "dict":
		if l.Is(i-2, "patch", ".") && l.IsOpen(i+1, "(") {
			l.patch(i + 1)
		}
	default:
		if l.IsOpen(i+1, "(") && !l.Is(i-1, "def") && !l.Is(i-1, "class") {
			l.call(i)
		}
	}
}

// ofModule reports whether name i is one of the module os.
func (l *linter) ofModule(i int) bool {
	if l.Is(i-1, ".") {
		return l.IsName(i-2) && strings.HasSuffix(l.Tokens[i-2].Text, "os")
	}
	return l.imported
}

// first returns the first token of the names and dots before name i.
func (l *linter) first(i int) int {
	for l.Is(i-1, ".") && l.IsName(i-2) {
		i -= 2
	}
	return i
}

// environ looks at what is done with os.environ, whose last name is i.
func (l *linter) environ(i int) {
	switch {
	case l.IsOpen(i+1, "["):
		l.assignment(l.first(i), i+1)
	case l.Is(i+1, "|="):
		if s, ok := l.statement(i); ok {
			l.maps(tokens.Element{From: i + 2, To: s.to}, &s)
		}
	case l.Is(i+1, ".", "update") && l.IsOpen(i+3, "("):
		end := l.Tokens[i+3].Pair
		whole := l.whole(l.first(i), end)
		l.keywords(i+3, whole)
		l.maps(tokens.Element{From: i + 4, To: end}, whole)
	case (l.Is(i+1, ".", "setdefault") || l.Is(i+1, ".", "__setitem__")) && l.IsOpen(i+3, "("):
		l.pair(i + 2)
	}
}

// whole returns the statement that is just the tokens from first to last, or nil.
func (l *linter) whole(first, last int) *statement {
	s, ok := l.statement(first)
	if l.Is(s.from, "await") && s.from < first {
		first--
	}
	if !ok || s.from != first || s.to != last+1 {
		return nil
	}
	return &s
}

// set reports what sets a variable. Its fix removes the statement, or else what remove
// returns.
func (l *linter) set(set report.Set, s *statement, remove func() []report.Edit) {
	if !report.IsName(set.Name) {
		return
	}
	if !set.Constant {
		s = nil
	}
	l.found = append(l.found, func() {
		switch {
		case s != nil:
			set.Remove = l.remove(*s)
		case remove != nil:
			set.Remove = remove()
		}
		l.R.Set(set, nil)
	})
}

// assignment looks at an assignment to an entry of a mapping, whose first token is first
// and whose bracket is open.
func (l *linter) assignment(first, open int) {
	if !l.IsOpen(open, "[") || !l.IsString(open+1) || !l.Is(open+2, "]", "=") {
		return
	}
	s, ok := l.statement(first)
	if !ok || s.to <= open+4 {
		return
	}
	value := open + 4 // of a = b = value
	for at := value; at < s.to; at = l.Skip(at) {
		if l.Is(at, "=") {
			value = at + 1
		}
	}
	set := report.Set{Name: l.Tokens[open+1].Value.Text}
	set.Value, set.Constant = l.Value(tokens.Element{From: min(value, s.to-1), To: s.to})
	set.Start, _ = l.Place(first)
	_, set.End = l.Place(s.to - 1)
	switch {
	case value > open+4 || l.Is(first-1, "="):
		l.set(set, nil, func() []report.Edit {
			return []report.Edit{l.Src.Delete(l.Tokens[first].Start, l.Tokens[open+4].Start)}
		})
	case s.from == first:
		l.set(set, &s, nil)
	default:
		l.set(set, nil, nil)
	}
}

// pair looks at a call of name i with a variable and its value.
func (l *linter) pair(i int) {
	args := l.Elements(i + 1)
	if len(args) < 2 {
		return
	}
	name, constant := l.Value(args[0])
	if !constant {
		return
	}
	first, last := l.first(i), l.Tokens[i+1].Pair
	set := report.Set{Name: name}
	set.Value, set.Constant = l.Value(args[1])
	set.Start, _ = l.Place(first)
	_, set.End = l.Place(last)
	l.set(set, l.whole(first, last), nil)
}

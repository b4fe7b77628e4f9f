// Package javascript lints JavaScript and TypeScript. Start reading at [Lint].
package javascript

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// Lint lints a JavaScript or TypeScript file. It looks only for what surely reaches the
// environment of a process, not for objects in variables.
func Lint(r *report.Reporter, src report.Source, _ report.Context) {
	l := &linter{scan(r, src)}
	for i := range l.Tokens {
		if l.Tokens[i].Kind == tokens.Name {
			l.name(i)
		}
	}
}

// linter looks for settings in the tokens of a file.
type linter struct{ *tokens.File }

// name looks at what begins at name i.
func (l *linter) name(i int) {
	switch l.Tokens[i].Text {
	case "process", "Bun":
		if l.Is(i+1, ".", "env") {
			l.environment(i, i+2)
		}
		return
	case "Deno":
		if l.Is(i+1, ".", "env", ".", "set", "(") {
			l.pair(i, i+5)
		}
		return
	case "stubEnv", "exportVariable":
		if l.IsOpen(i+1, "(") {
			l.pair(l.first(i), i+1)
		}
		return
	case "assign":
		if l.Is(i-2, "Object", ".") && l.IsOpen(i+1, "(") && l.Is(i+2, "process", ".", "env", ",") {
			l.assign(i - 2)
		}
		return
	}
	open := l.typed(i + 1)
	switch {
	case l.IsOpen(open, "(") && runs(l.Tokens[i].Text) && !l.Is(i-1, "function") && !l.isRegexp(i):
		l.call(i, open)
	case l.IsString(i+1) && strings.HasPrefix(l.Tokens[i+1].Text, "`") && (strings.HasSuffix(l.Tokens[i].Text, "$") || strings.HasPrefix(l.Tokens[i].Text, "exec")):
		l.script(i, i+1) // zx, Bun, execa
	}
}

// isRegexp reports whether name i is the method exec of a regular expression, not a
// function of a module.
func (l *linter) isRegexp(i int) bool {
	if l.Tokens[i].Text != "exec" || !l.Is(i-1, ".") && !l.Is(i-1, "?.") {
		return false
	}
	switch l.Tokens[i-2].Text {
	case "exec", "cp", "child_process", "childProcess", "proc", "actions", "actionsExec", "shell", "shelljs", "sh":
		return false
	}
	return true
}

// script looks at a template literal that a shell runs, after a function that begins
// before token i.
func (l *linter) script(i, template int) {
	l.Script(template, func() []report.Edit { return l.remove(l.first(i), template) })
}

// typed returns the token after type arguments that begin at token i.
func (l *linter) typed(i int) int {
	if !l.Is(i, "<") {
		return i
	}
	for end := i + 1; end < len(l.Tokens) && end < i+20; end++ {
		if l.Is(end, ">", "(") {
			return end + 1
		}
	}
	return i
}

// first returns the first token of the names and dots before name i, and of `new`.
func (l *linter) first(i int) int {
	for l.Is(i-1, ".") && l.IsName(i-2) {
		i -= 2
	}
	if l.Is(i-1, "new") {
		i--
	}
	return i
}

// environment looks at what is done with process.env, whose names are from first to last.
func (l *linter) environment(first, last int) {
	name, next := "", last+1
	switch {
	case l.Is(next, ".") && l.IsName(next+1):
		name, next = l.Tokens[next+1].Text, next+2
	case l.Is(next, "[") && l.IsString(next+1) && l.Is(next+2, "]"):
		name, next = l.Tokens[next+1].Value.Text, next+3
	case l.Is(next, "=") && next+1 < len(l.Tokens):
		l.objects(tokens.Element{From: next + 1, To: l.expressionEnd(next+1) + 1}, nil)
		return
	}
	if !report.IsName(name) || !l.assigns(next) || next+1 >= len(l.Tokens) {
		return
	}
	end := l.expressionEnd(next + 1)
	if l.isUnset(tokens.Element{From: next + 1, To: end + 1}) {
		return
	}
	for l.Is(first-1, ".") && l.IsName(first-2) { // globalThis.process.env
		first -= 2
	}
	set := report.Set{Name: name}
	value := l.assigned(next+1, end)
	set.Value, set.Constant = l.Value(tokens.Element{From: value, To: end + 1})
	set.Start, _ = l.Place(first)
	_, set.End = l.Place(end)
	if value == next+1 {
		set.Remove = l.remove(first, end)
	}
	if set.Remove == nil && l.Is(next, "=") {
		set.Remove = l.keep(first, next+1, end)
	}
	l.R.Set(set, nil)
}

// assigned returns the first token of what all of `a = b = value` get, from token i to token
// end.
func (l *linter) assigned(i, end int) int {
	value := i
	for ; i < end; i = l.Skip(i) {
		if l.Is(i, "=") {
			value = i + 1
		} else if l.Is(i, "=>") || l.Is(i, "?") {
			break
		}
	}
	return value
}

// assigns reports whether token i assigns.
func (l *linter) assigns(i int) bool {
	return l.Is(i, "=") || l.Is(i, "??=") || l.Is(i, "||=") || l.Is(i, "&&=")
}

// expressionEnd returns the last token of the expression that begins at token i.
func (l *linter) expressionEnd(i int) int {
	last := l.Skip(i) - 1
	conditions := 0 // without the other value
	for next := last + 1; next < len(l.Tokens) && next < i+tokens.Longest; next = last + 1 {
		switch l.Tokens[next].Text {
		case ";", ",", ")", "}", "]":
			return last
		case "?":
			conditions++
		case ":":
			if conditions--; conditions < 0 {
				return last
			}
		}
		if l.Tokens[next].First && !l.continues(next) && (l.Tokens[last].Kind != tokens.Mark || strings.Contains(")]}>", l.Tokens[last].Text)) {
			break
		}
		last = l.Skip(next) - 1
	}
	return last
}

// isUnset reports whether a value is no value.
func (l *linter) isUnset(e tokens.Element) bool {
	return e.To == e.From+1 && (l.Is(e.From, "undefined") || l.Is(e.From, "null"))
}

// pair looks at a call with a variable and its value.
func (l *linter) pair(first, open int) {
	if !l.IsOpen(open, "(") {
		return
	}
	args := l.Elements(open)
	if len(args) < 2 || l.isUnset(args[1]) {
		return
	}
	name, constant := l.Value(args[0])
	if !constant || !report.IsName(name) {
		return
	}
	last := l.Tokens[open].Pair
	set := report.Set{Name: name}
	set.Value, set.Constant = l.Value(args[1])
	set.Start, _ = l.Place(first)
	_, set.End = l.Place(last)
	set.Remove = l.remove(first, last)
	l.R.Set(set, nil)
}

// assign looks at Object.assign(process.env, ...), which begins at token i.
func (l *linter) assign(i int) {
	open := i + 3
	last := l.Tokens[open].Pair
	var whole func() []report.Edit
	if len(l.Elements(open)) == 2 {
		whole = func() []report.Edit { return l.remove(i, last) }
	}
	l.objects(tokens.Element{From: open + 1, To: last}, whole)
}

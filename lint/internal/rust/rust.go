// Package rust lints Rust. Start reading at [Lint].
package rust

import (
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// Lint lints a Rust file. It looks only for what surely reaches the environment of a
// process, not for maps in variables.
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
	method := l.Is(i-1, ".") && l.IsOpen(i+1, "(")
	switch l.Tokens[i].Text {
	case "env":
		if method {
			l.env(i)
		}
	case "envs":
		if method {
			l.envs(i)
		}
	case "set_var":
		if l.IsOpen(i+1, "(") && !l.Is(i-1, ".") && !l.Is(i-1, "fn") {
			l.setVar(i)
		}
	case "Command":
		if l.Is(i+1, "::", "new", "(") && l.IsOpen(i+3, "(") {
			l.command(i)
		}
	case "cmd":
		if l.Is(i+1, "!") && l.IsOpen(i+2, "(") {
			l.macro(i + 2)
		}
	}
}

// set returns what the arguments of a call set.
func (l *linter) set(open int) (set report.Set, ok bool) {
	args := l.Elements(open)
	if len(args) != 2 {
		return set, false
	}
	name, constant := l.Value(args[0])
	set.Name = name
	set.Value, set.Constant = l.Value(args[1])
	return set, constant && report.IsName(name)
}

// env looks at the method env, name i, of a command.
func (l *linter) env(i int) {
	set, ok := l.set(i + 1)
	if !ok {
		return
	}
	end := l.Tokens[i+1].Pair
	set.Start, _ = l.Place(i - 1)
	_, set.End = l.Place(end)
	set.Remove, set.OneCommand = l.removeMethod(i-1, end), true
	l.R.Set(set, nil)
}

// envs looks at the method envs, name i, with pairs of variables and values.
func (l *linter) envs(i int) {
	end := l.Tokens[i+1].Pair
	for at := i + 2; at < end; at++ {
		if !l.IsOpen(at, "[") {
			continue
		}
		list := l.Elements(at)
		for k, e := range list {
			set, ok := l.pair(e)
			if !ok {
				continue
			}
			switch {
			case len(list) > 1:
				set.Remove = l.Remove(list, k, k+1)
			case !l.adds(l.Tokens[at].Pair+1, end): // the type of an empty list is unknown
				set.Remove = l.removeMethod(i-1, end)
			}
			set.OneCommand = true
			l.R.Set(set, nil)
		}
		at = l.Tokens[at].Pair
	}
}

// adds reports whether a call from token i up to token end has arguments, as in
// `[...].into_iter().chain(others)`.
func (l *linter) adds(i, end int) bool {
	for ; i < end; i++ {
		if l.IsOpen(i, "(") && l.Tokens[i].Pair > i+1 {
			return true
		}
	}
	return false
}

// pair returns what a pair in a list sets.
func (l *linter) pair(e tokens.Element) (set report.Set, ok bool) {
	if !l.IsOpen(e.From, "(") || !l.IsString(e.From+1) {
		return set, false
	}
	set, ok = l.set(e.From)
	set.Start, set.End = l.Place(e.From + 1)
	return set, ok
}

// setVar looks at the function set_var, name i.
func (l *linter) setVar(i int) {
	set, ok := l.set(i + 1)
	if !ok {
		return
	}
	first, last := l.first(i), l.Tokens[i+1].Pair
	set.Start, _ = l.Place(first)
	_, set.End = l.Place(last)
	if set.Remove = l.remove(first, last); set.Remove == nil {
		set.Remove = []report.Edit{l.Src.Replace(l.Tokens[first].Start, l.Tokens[last].End, "()")}
	}
	l.R.Set(set, nil)
}

// first returns the first token of the path of name i.
func (l *linter) first(i int) int {
	for l.Is(i-1, "::") {
		i--
		if l.IsName(i - 1) {
			i--
		}
	}
	return i
}

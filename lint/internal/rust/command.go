package rust

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// command looks at a chain that begins with Command::new, of which name i is the first.
func (l *linter) command(i int) {
	first, last := l.first(i), l.Tokens[i+3].Pair
	c := l.Command()
	single := make(map[int]int) // the dot of each call of arg, by its argument
	c.Add(l.Elements(i+3), 0)
	runs := false
	for at := last + 1; ; at = last + 1 {
		if l.Is(at, "?") {
			last = at
			continue
		}
		if !l.Is(at, ".") || !l.IsName(at+1) {
			break
		}
		if l.Is(at+1, "await") {
			last = at + 1
			continue
		}
		if !l.IsOpen(at+2, "(") {
			break
		}
		list := l.Elements(at + 2)
		switch l.Tokens[at+1].Text {
		case "arg":
			if len(list) == 1 {
				single[list[0].From] = at
			}
			c.Add(list, 0)
		case "args":
			l.arguments(c, list)
		case "status", "output", "spawn", "exec", "assert":
			runs = true
		}
		last = l.Tokens[at+2].Pair
	}
	c.Only = func(list []tokens.Element, from, to int) []report.Edit {
		if dot, ok := single[list[from].From]; ok {
			return l.removeMethod(dot, l.Tokens[dot+2].Pair)
		}
		return l.Remove(list, from, to)
	}
	if runs {
		c.Whole = func() []report.Edit { return l.remove(first, last) }
	}
	c.Report()
}

// arguments adds the list in the argument of the method args.
func (l *linter) arguments(c *tokens.Command, list []tokens.Element) {
	if len(list) == 0 {
		return
	}
	for at := list[0].From; at < list[0].To; at++ {
		if l.IsOpen(at, "[") {
			c.Add(l.Elements(at), 0)
			return
		}
	}
	c.Add(list, 0)
}

// macro looks at the macro cmd! of duct, with words, or of xshell, with a script.
func (l *linter) macro(open int) {
	list := l.Elements(open)
	for k, e := range list {
		if !l.IsString(e.From) || e.To != e.From+1 {
			continue
		}
		if k+1 == len(list) && strings.Contains(l.Tokens[e.From].Value.Text, " ") {
			l.Script(e.From, nil)
			return
		}
		c := l.Command()
		c.Add(list, k)
		c.Report()
		return
	}
}

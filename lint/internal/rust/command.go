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
	for dot, next := l.method(last + 1); dot >= 0; dot, next = l.method(next) {
		last = next - 1
		if !l.IsOpen(dot+2, "(") {
			continue // .await
		}
		list := l.Elements(dot + 2)
		switch l.Tokens[dot+1].Text {
		case "arg":
			if len(list) == 1 {
				single[list[0].From] = dot
			}
			c.Add(list, 0)
		case "args":
			l.arguments(c, list)
		case "status", "output", "spawn", "exec", "assert":
			runs = true
		}
	}
	c.Only = func(list []tokens.Element, from, to int) []report.Edit {
		if dot, ok := single[list[from].From]; ok {
			return l.removeMethod(dot, l.Tokens[dot+2].Pair)
		}
		return l.Remove(list, from, to)
	}
	if runs && l.Is(last+1, ";") {
		c.Whole = func() []report.Edit { return l.remove(first, last) }
	}
	c.Report()
}

// method returns the dot of the method of a chain that goes on at token i, and the token
// after it, or -1.
func (l *linter) method(i int) (dot, next int) {
	if !l.Is(i, ".") || !l.IsName(i+1) {
		return -1, i
	}
	next = i + 2
	if l.IsOpen(next, "(") {
		next = l.Tokens[next].Pair + 1
	} else if !l.Is(i+1, "await") {
		return -1, i
	}
	for l.Is(next, "?") {
		next++
	}
	return i, next
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

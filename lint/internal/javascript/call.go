package javascript

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// runs reports whether a function or class runs a command.
func runs(function string) bool {
	if strings.HasSuffix(function, "$") {
		return true
	}
	lower := strings.ToLower(function)
	if function == "command" || strings.HasPrefix(lower, "register") || strings.HasPrefix(lower, "add") {
		return false // of a command line or an extension
	}
	for _, part := range []string{"spawn", "exec", "fork", "command", "terminal", "shell"} {
		if strings.Contains(lower, part) {
			return true
		}
	}
	return lower == "run" || lower == "x" || strings.HasPrefix(function, "run") && len(function) > 3 && function[3] < 'a' || strings.HasSuffix(lower, "clienttransport")
}

// call looks at a call of name i: at the environment in its options, and at the command.
func (l *linter) call(i, open int) {
	list := l.Elements(open)
	for _, e := range list {
		if l.IsOpen(e.From, "{") {
			l.options(e.From)
		}
	}
	end := l.Tokens[open].Pair
	if l.IsString(end+1) && strings.HasPrefix(l.Tokens[end+1].Text, "`") {
		l.script(i, end+1)
	} else if len(list) > 0 {
		l.command(l.first(i), list, end)
	}
}

// options looks for `env` in the options of a command.
func (l *linter) options(open int) {
	for _, e := range l.Elements(open) {
		switch {
		case l.key(e) == "env":
			l.objects(tokens.Element{From: e.From + 2, To: e.To}, nil)
		case l.key(e) == "options" && l.IsOpen(e.From+2, "{"):
			l.options(e.From + 2)
		}
	}
}

// key returns the key of an entry of an object with a value, or "".
func (l *linter) key(e tokens.Element) string {
	if e.To <= e.From+2 || !l.Is(e.From+1, ":") {
		return ""
	}
	if t := l.Tokens[e.From]; t.Kind == tokens.String {
		return t.Value.Text
	}
	return l.Tokens[e.From].Text
}

// objects looks at the objects in an expression that becomes an environment. whole returns
// the edits that remove what does nothing with an empty object; it can be nil.
func (l *linter) objects(e tokens.Element, whole func() []report.Edit) {
	for i := e.From; i < e.To; i = l.Skip(i) {
		switch {
		case l.IsOpen(i, "{"):
			l.entries(i, whole)
		case l.IsOpen(i, "("):
			l.objects(tokens.Element{From: i + 1, To: l.Tokens[i].Pair}, nil)
		}
	}
}

// entries looks at the entries of an object.
func (l *linter) entries(open int, whole func() []report.Edit) {
	list := l.Elements(open)
	for k, e := range list {
		if l.Is(e.From, "...") {
			l.objects(tokens.Element{From: e.From + 1, To: e.To}, nil)
			continue
		}
		set := report.Set{Name: l.key(e), OneCommand: true}
		at := e.From
		value := tokens.Element{From: e.From + 2, To: e.To}
		switch {
		case set.Name != "":
		case l.Is(e.From, "[") && l.IsString(e.From+1) && l.Is(e.From+2, "]", ":") && e.To > e.From+4:
			at, value.From = e.From+1, e.From+4
			set.Name = l.Tokens[at].Value.Text
		case e.To == e.From+1 && l.IsName(e.From): // { GOTELEMETRY }
			set.Name, value.From = l.Tokens[e.From].Text, e.From
		default:
			continue
		}
		if !report.IsName(set.Name) || l.isUnset(value) {
			continue
		}
		set.Value, set.Constant = l.Value(value)
		set.Start, set.End = l.Place(at)
		if len(list) == 1 && whole != nil {
			set.Remove = whole()
		}
		if set.Remove == nil {
			set.Remove = l.Remove(list, k, k+1)
		}
		l.R.Set(set, nil)
	}
}

// command looks at the arguments of a call from token first to token last that runs a
// command: a name and a list, a list, or a script.
func (l *linter) command(first int, list []tokens.Element, last int) {
	c := l.Command()
	c.Whole = func() []report.Edit { return l.remove(first, last) }
	e := list[0]
	switch {
	case l.IsOpen(e.From, "["):
		c.Add(l.Elements(e.From), 0)
	case l.IsString(e.From) && e.To == e.From+1 && strings.ContainsAny(l.Tokens[e.From].Value.Text, " \n"):
		l.Script(e.From, c.Whole)
		return
	default:
		c.Add(list[:1], 0)
		if len(list) > 1 && l.IsOpen(list[1].From, "[") {
			c.Add(l.Elements(list[1].From), 0)
		} else if len(list) > 1 && l.IsOpen(list[1].From, "{") { // new Deno.Command("go", { args: [...] })
			for _, option := range l.Elements(list[1].From) {
				if l.key(option) == "args" && l.IsOpen(option.From+2, "[") {
					c.Add(l.Elements(option.From+2), 0)
				}
			}
		}
	}
	c.Report()
}

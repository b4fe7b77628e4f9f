package just

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// assignment is a variable with its value.
type assignment struct {
	line    int // where it begins
	exports bool
	name    string
	start   int // of the name
	value   int
}

// assignment parses the assignment that begins at i.
func (l *linter) assignment(i int) (a assignment, ok bool) {
	line := l.src.Text[i:report.LineEnd(l.src.Text, i)]
	before, value, ok := strings.Cut(line, ":=")
	words := strings.Fields(before)
	if !ok || len(words) == 0 || len(words) > 2 {
		return a, false
	}
	a = assignment{line: i, name: words[len(words)-1], value: i + len(line) - len(strings.TrimLeft(value, " \t"))}
	a.start = i + strings.LastIndex(before, a.name)
	a.exports = words[0] == "export"
	return a, len(words) == 1 || a.exports || words[0] == "alias"
}

// assigned looks at an assignment, and returns the place after it.
func (l *linter) assigned(a assignment) int {
	text := l.src.Text
	end := l.expression(a.value)
	next := nextLine(text, end)
	if !report.IsName(a.name) || strings.Contains(l.unexported, " "+a.name+" ") || !a.exports && !l.exportsAll {
		return next
	}
	value, constant := literal(text[a.value:end])
	set := report.Set{
		Name: a.name, Value: value, Constant: constant,
		Start: l.src.At(a.start), End: l.src.At(end), Remove: []report.Edit{l.src.Delete(a.line, next)},
	}
	if l.reads(a.name) {
		set.Remove = nil
		if a.exports && !l.exportsAll {
			set.Remove, set.Kept = []report.Edit{l.src.Delete(a.line, a.start)}, []string{"{{"} // without export
		}
	}
	l.r.Set(set, l.in.Scope)
	return next
}

// literal returns the value of an expression that is one string.
func literal(expression string) (value string, ok bool) {
	for _, quote := range []string{"'''", `"""`, "'", `"`} {
		if strings.HasPrefix(expression, quote) {
			value, rest, closed := strings.Cut(expression[len(quote):], quote)
			return value, closed && rest == ""
		}
	}
	return expression, false
}

// reads reports whether the justfile reads a variable. Without a value, that would be an
// error.
func (l *linter) reads(name string) bool {
	read, known := l.read[name]
	if !known {
		for line := range strings.Lines(l.src.Text) {
			read = read || readsIn(line, name)
		}
		l.read[name] = read
	}
	return read
}

// readsIn reports whether a line reads a variable. It looks only at the start of a line
// that is full of the name.
func readsIn(line, name string) bool {
	const enough = 100
	at := 0
	for range enough {
		n := strings.Index(line[at:], name)
		if n < 0 {
			return false
		}
		before := line[:at+n]
		if at += n + len(name); at < len(line) && report.IsIdentifier("_"+line[at:at+1]) {
			continue
		}
		if strings.LastIndex(before, "{{") > strings.LastIndex(before, "}}") {
			return true
		}
		// A value of another variable, in the same line and not in a string.
		if _, value, ok := strings.Cut(before, "="); ok && !strings.ContainsAny(value, "'\"`") && !strings.ContainsAny(line[:1], " \t#") {
			return true
		}
	}
	return false
}

// expression returns the end of the expression at i, without a comment, and lints the
// commands in backticks.
func (l *linter) expression(i int) int {
	text := l.src.Text
	depth, end := 0, i
	for i < len(text) && (text[i] != '\n' || depth > 0) {
		switch c := text[i]; c {
		case '\'', '"', '`':
			i = l.string(i)
			end = i
			continue
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '#':
			comment := report.LineEnd(text, i)
			l.r.Comment(l.src.At(i), l.src.At(comment))
			i = comment
			continue
		case '\\':
			i = min(i+1, len(text)-1)
		}
		if strings.IndexByte(" \t\r\n", text[i]) < 0 {
			end = i + 1
		}
		i++
	}
	l.r.Broken = l.r.Broken || depth > 0
	return end
}

// string returns the end of the string or command at i.
func (l *linter) string(i int) int {
	text := l.src.Text
	quote := text[i : i+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(text[i:], triple) {
		quote = triple
	}
	start := i + len(quote)
	for at := start; at < len(text); at++ {
		switch {
		case strings.HasPrefix(text[at:], quote):
			if quote[0] == '`' {
				l.r.Embedded(l.shell, l.command(start, at), report.Context{Scope: l.in.Scope})
			}
			return at + len(quote)
		case text[at] == '\\' && quote[0] == '"':
			at++
		case text[at] == '\n' && len(quote) == 1 && quote != "'" && quote != `"`:
			l.r.Broken = true
			return at
		}
	}
	l.r.Broken = true
	return len(text)
}

package just

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// recipe looks at the recipe that begins at i, and returns the place after it.
func (l *linter) recipe(i int) int {
	text := l.src.Text
	l.parameters(i)
	start := nextLine(text, l.expression(i))
	end := start
	for at := start; at < len(text); {
		next := nextLine(text, at)
		line := strings.TrimRight(text[at:next], "\r\n")
		switch {
		case strings.TrimSpace(line) == "":
		case line[0] == ' ' || line[0] == '\t':
			end = next
		default:
			next = len(text)
		}
		at = next
	}
	l.body(start, end)
	return end
}

// parameters looks at the parameters of a recipe whose name is at i.
func (l *linter) parameters(i int) {
	text := l.src.Text
	end := report.LineEnd(text, i)
	i += nameLength(text[i:end])
	for i < end && text[i] != ':' {
		if strings.IndexByte(" \t*+", text[i]) >= 0 {
			i++
			continue
		}
		start := i
		if text[i] == '$' {
			i++
		}
		length := nameLength(text[i:end])
		name := text[i : i+length]
		if i += length; i < end && text[i] == '=' {
			value := i + 1
			i = min(end, l.value(value, end))
			l.parameter(name, start, value, i)
		} else if length == 0 {
			return
		}
	}
}

// parameter looks at a parameter with a default value. Without the dollar sign, it isn't
// exported; the callers of the recipe go on to work.
func (l *linter) parameter(name string, start, value, end int) {
	exported := l.src.Text[start] == '$'
	if !report.IsName(name) || !exported && !l.exportsAll {
		return
	}
	text, constant := literal(l.src.Text[value:end])
	set := report.Set{Name: name, Value: text, Constant: constant, Start: l.src.At(start), End: l.src.At(end)}
	if exported && !l.exportsAll {
		set.Remove = []report.Edit{l.src.Delete(start, start+1)}
	}
	l.r.Set(set, l.in.Scope)
}

// nameLength returns the length of the name at the start of text.
func nameLength(text string) int {
	n := 0
	for n < len(text) && (text[n] == '-' || text[n] == '@' && n == 0 || report.IsIdentifier("_"+text[n:n+1])) {
		n++
	}
	return n
}

// value returns the end of the default value at i.
func (l *linter) value(i, end int) int {
	text := l.src.Text
	depth := 0
	for i < end {
		switch c := text[i]; {
		case strings.IndexByte("'\"`", c) >= 0:
			i = l.string(i)
			continue
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth == 0 && (c == ' ' || c == '\t' || c == ':'):
			return i
		}
		i++
	}
	return i
}

// body lints the lines of a recipe from i to end.
func (l *linter) body(i, end int) {
	script := l.script
	l.script = ""
	if !report.Suspicious(l.src.Text[i:end]) && !strings.Contains(l.src.Text[i:end], "telemetry-ls:") {
		return
	}
	first := strings.TrimLeft(l.src.Text[i:report.LineEnd(l.src.Text, i)], " \t")
	if interpreter, ok := strings.CutPrefix(first, "#!"); ok {
		script = language(interpreter)
	}
	if script != "" {
		l.r.Embedded(script, l.dedented(i, end), report.Context{Scope: l.in.Scope})
		return
	}
	for i < end {
		next := nextLine(l.src.Text, i)
		for next < end && strings.HasSuffix(strings.TrimRight(l.src.Text[i:next], "\r\n"), `\`) {
			next = nextLine(l.src.Text, next)
		}
		l.line(i, next)
		i = next
	}
}

// line lints a line of a recipe, which has a shell of its own.
func (l *linter) line(i, next int) {
	start := next - len(strings.TrimLeft(l.src.Text[i:next], " \t@-"))
	end := start + len(strings.TrimRight(l.src.Text[start:next], "\r\n"))
	if text := l.src.Text[start:end]; strings.HasPrefix(text, "#") {
		l.r.Comment(l.src.At(start), l.src.At(end))
		return
	} else if !report.Suspicious(text) {
		return
	}
	l.r.Embedded(l.shell, l.command(start, end), report.Context{
		Scope:   l.in.Scope,
		Emptied: func() []report.Edit { return []report.Edit{l.src.Delete(i, next)} },
	})
}

// dedented returns the text from i to end without the indentation of its first line.
func (l *linter) dedented(i, end int) report.Source {
	text := l.src.Text
	indent := text[i : i+len(text[i:end])-len(strings.TrimLeft(text[i:end], " \t"))]
	d := l.src.Decode()
	var shown strings.Builder
	for i < end {
		next := nextLine(text, i)
		if strings.HasPrefix(text[i:next], indent) {
			i += len(indent)
		}
		l.decode(d, &shown, i, next)
		i = next
	}
	return d.Source(end).With(shown.String())
}

// command returns the text from i to end as the shell sees it, with a placeholder of the
// same length for each {{expression}}.
func (l *linter) command(i, end int) report.Source {
	d := l.src.Decode()
	var shown strings.Builder
	l.decode(d, &shown, i, end)
	return d.Source(end).With(shown.String())
}

// decode adds the text from i to end to d, and how it is shown to the shell to shown.
func (l *linter) decode(d *report.Decoder, shown *strings.Builder, i, end int) {
	text := l.src.Text
	for i < end {
		if strings.HasPrefix(text[i:end], "{{{{") {
			d.Copy(i, i+2)
			shown.WriteString("{{")
			i += 4
			continue
		}
		length := 1
		if strings.HasPrefix(text[i:end], "{{") {
			if n := strings.Index(text[i:end], "}}"); n > 0 {
				length = n + len("}}")
			}
		}
		d.Copy(i, i+length)
		shown.WriteString(placeholder(text[i : i+length]))
		i += length
	}
}

// placeholder returns what the shell sees instead of an expression, which keeps the name
// of the go command.
func placeholder(text string) string {
	n := len(text)
	if n < len("{{}}") {
		return text
	}
	if strings.EqualFold(strings.TrimSpace(text[2:n-2]), "go") {
		return strings.Repeat("/", n-2) + "go"
	}
	return "${" + strings.Repeat("_", n-3) + "}"
}

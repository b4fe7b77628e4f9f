package makefile

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// value is the value of a variable that may be a command, or the start of one.
type value struct {
	name       string
	line       line
	start, end int
	command    bool // make runs it
	defined    bool // it is a line between define and endef
}

// value lints a value if the Makefile runs it.
func (m *linter) value(v value) {
	if !report.Suspicious(m.src.Text[v.start:v.end]) {
		return
	}
	start := v.start
	if v.defined && m.src.Text[start] != m.prefix && !m.recipeRuns(v.name) {
		return // it may be an assignment in a template
	}
	if m.src.Text[start] == m.prefix || v.defined || m.src.Text[start] == '@' {
		start = m.commandStart(start, v.end)
	}
	before, after := "", ""
	switch assignments, options := m.wordsOf(start, v.end); {
	case v.command:
	case assignments:
		after = " go"
	case options:
		before, after = "docker run ", " image"
	}
	if !v.command && !m.runs(v.name, before != "") {
		return
	}
	d := m.src.Decode()
	var shown strings.Builder
	d.Add(before, start)
	shown.WriteString(before)
	m.decode(d, &shown, start, v.end)
	d.Add(after, v.end)
	shown.WriteString(after)
	in := m.in
	in.Emptied = func() []report.Edit {
		if v.defined {
			return m.removeLine(v.line)
		}
		return []report.Edit{m.src.Delete(start, v.end)}
	}
	m.r.Embedded("sh", d.Source(v.end).With(shown.String()), in)
}

// wordsOf reports whether the words from i to end are all assignments or expansions, so
// a command must follow, and whether they begin with an option.
func (m *linter) wordsOf(i, end int) (assignments, options bool) {
	words := strings.Fields(m.src.Text[i:end])
	assignments = true
	for _, w := range words {
		name, _, ok := strings.Cut(w, "=")
		if !strings.HasPrefix(w, "$") && w != `\` && w != "env" && (!ok || !report.IsIdentifier(name)) {
			assignments = false
		}
	}
	return assignments, len(words) > 0 && strings.HasPrefix(words[0], "-")
}

// expanded says where the Makefile expands a variable.
type expanded struct {
	command   bool // where a command begins
	container bool // after docker and the like
	recipe    bool // at the start of a line of a recipe
}

// recipeRuns reports whether a recipe has a line that begins with the variable.
func (m *linter) recipeRuns(name string) bool {
	return m.runs(name, false) && m.expanded[name].recipe
}

// runs reports whether the Makefile expands the variable where a command begins, or
// after docker and the like.
func (m *linter) runs(name string, container bool) bool {
	if m.expanded == nil {
		m.findExpanded()
	}
	if container {
		return m.expanded[name].container
	}
	return m.expanded[name].command
}

// findExpanded finds all variables that the Makefile expands.
func (m *linter) findExpanded() {
	m.expanded = map[string]expanded{}
	text := m.src.Text
	for at := 0; ; at++ {
		n := strings.IndexByte(text[at:], '$')
		if n < 0 {
			return
		}
		at += n
		name, ok := expandedName(text[at:])
		if !ok {
			continue
		}
		// A line can be as long as the file.
		const longest = 1000
		from := max(0, at-longest)
		before := text[from+report.LineStart(text[from:], at-from) : at]
		e := m.expanded[name]
		e.command = e.command || beginsCommand(before)
		e.container = e.container || strings.Contains(before, "docker") || strings.Contains(before, "podman")
		e.recipe = e.recipe || before != "" && before[0] == m.prefix && strings.Trim(before[1:], " \t@+-") == ""
		m.expanded[name] = e
	}
}

// expandedName returns the name in $(name), ${name} or $(call name, ...).
func expandedName(text string) (name string, ok bool) {
	ends := ")"
	rest, ok := strings.CutPrefix(text, "$(")
	if !ok {
		if rest, ok = strings.CutPrefix(text, "${"); !ok {
			return "", false
		}
		ends = "}"
	} else if called, ok := strings.CutPrefix(rest, "call "); ok {
		rest, ends = called, "),"
	}
	n := strings.IndexAny(rest, "(){}$ \t\r\n,")
	return rest[:max(n, 0)], n > 0 && strings.IndexByte(ends, rest[n]) >= 0
}

// beginsCommand reports whether a command can begin after this start of a line.
func beginsCommand(before string) bool {
	before = before[strings.LastIndexAny(before, ";&|")+1:]
	for _, operator := range []string{"$(shell ", "${shell ", "= ", "=\t"} {
		if n := strings.LastIndex(before, operator); n >= 0 {
			before = before[n+len(operator):]
		}
	}
	for word := range strings.FieldsSeq(before) {
		word = strings.TrimLeft(word, "@+-")
		switch {
		case word == "", word == "env", word == "sudo", word == "exec", word == "time", word[0] == '$':
		case strings.Contains(word, "="):
		default:
			return false
		}
	}
	return true
}

package makefile

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// commentStart returns the start of the comment in a line that isn't part of a recipe,
// or -1.
func commentStart(text string) int {
	for at := 0; at < len(text); at++ {
		switch text[at] {
		case '\\':
			at++
		case '$':
			at = expansionEnd(text, at) - 1
		case '#':
			return at
		}
	}
	return -1
}

// expansionEnd returns the end of the expansion with the dollar sign at i: $x, $(x) or
// ${x}. Make counts only the kind of parenthesis that begins it.
func expansionEnd(text string, i int) int {
	if i+1 >= len(text) {
		return len(text)
	}
	open := text[i+1]
	closing := byte(')')
	switch open {
	case '(':
	case '{':
		closing = '}'
	default:
		return i + 2
	}
	depth := 0
	for at := i + 1; at < len(text); at++ {
		switch text[at] {
		case open:
			depth++
		case closing:
			if depth--; depth == 0 {
				return at + 1
			}
		}
	}
	return len(text)
}

// maxCalls bounds how deeply $(shell ...) nests.
const maxCalls = 10

// shellCalls lints the commands in $(shell ...), also in those inside other expansions.
func (m *linter) shellCalls(i, end int) {
	var around []int // the ends of the calls around
	for {
		n := strings.Index(m.src.Text[i:end], "shell")
		if n < 0 {
			return
		}
		at := i + n
		i = at + len("shell")
		if at < 2 || m.src.Text[at-2] != '$' || m.src.Text[at-1] != '(' && m.src.Text[at-1] != '{' || i >= end || m.src.Text[i] != ' ' && m.src.Text[i] != '\t' {
			continue
		}
		for len(around) > 0 && around[len(around)-1] <= at {
			around = around[:len(around)-1]
		}
		if len(around) == maxCalls {
			continue
		}
		closing := expansionEnd(m.src.Text[:end], at-2)
		around = append(around, closing)
		in := m.in
		in.Emptied = func() []report.Edit { return []report.Edit{m.src.Delete(at-2, closing)} }
		if i < closing-1 {
			m.r.Embedded("sh", m.command(i, closing-1), in)
		}
	}
}

// command returns the text from i to end as the shell sees it: $$ is one dollar sign,
// and what make expands is something that the shell can parse, of the same length.
func (m *linter) command(i, end int) report.Source {
	d := m.src.Decode()
	var shown strings.Builder
	m.decode(d, &shown, i, end)
	return d.Source(end).With(shown.String())
}

// decode adds the text from i to end to d, and how it is shown to the shell to shown.
func (m *linter) decode(d *report.Decoder, shown *strings.Builder, i, end int) {
	text := m.src.Text[:end]
	for i < end {
		switch {
		case strings.HasPrefix(text[i:], "$$"):
			d.Copy(i, i+1)
			shown.WriteByte('$')
			i += 2
		case text[i] == '$' && i+1 < end:
			after := expansionEnd(text, i)
			if c := text[i+1]; after == end && (c == '(' && text[end-1] != ')' || c == '{' && text[end-1] != '}') {
				m.r.Broken = true
			}
			d.Copy(i, after)
			shown.WriteString(placeholder(text[i:after], startsAssignments(text[:end], i, after)))
			i = after
		case text[i] == '\n' && i+1 < end && text[i+1] == m.prefix:
			d.Copy(i, i+1)
			shown.WriteByte('\n')
			i += 2
		default:
			d.Copy(i, i+1)
			shown.WriteByte(text[i])
			i++
		}
	}
}

// startsAssignments reports whether an assignment for a command follows the expansion
// from i to j, so that it must hold assignments too.
func startsAssignments(text string, i, j int) bool {
	before := strings.TrimRight(text[:i], " \t@+-")
	switch {
	case before == "" || strings.IndexByte(";&|\n(=", before[len(before)-1]) >= 0:
	default:
		return false
	}
	rest := strings.TrimLeft(text[j:], " \t")
	n := 0
	for n < len(rest) && report.IsIdentifier("_"+rest[n:n+1]) {
		n++
	}
	return len(rest) < len(text)-j && n < len(rest) && rest[n] == '=' && report.IsIdentifier(rest[:n])
}

// placeholder returns what the shell sees instead of an expansion.
func placeholder(expansion string, assignment bool) string {
	n := len(expansion)
	if assignment && n >= 3 {
		return "_=" + strings.Repeat("_", n-2)
	}
	if n < 4 {
		return "$" + strings.Repeat("_", n-1)
	}
	if report.IsIdentifier(expansion[2 : n-1]) {
		return expansion
	}
	return "${" + strings.Repeat("_", n-3) + "}"
}

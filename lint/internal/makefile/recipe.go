package makefile

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// endRule lints the recipe of a rule.
func (m *linter) endRule() {
	lines := m.recipe
	m.recipe, m.inRule = nil, false
	if m.oneShell && len(lines) > 1 {
		m.script(lines)
		return
	}
	only := true // no other line remains after all fixes
	for _, l := range lines {
		if text := m.src.Text[l.start:l.end]; strings.TrimSpace(text) != "" && !report.Suspicious(text) {
			only = false
		}
	}
	for _, l := range lines {
		m.shellCalls(l.start, l.end)
		m.recipeLine(l, only)
	}
}

// recipeLine lints a line of a recipe.
func (m *linter) recipeLine(l line, only bool) {
	start := m.commandStart(l.start, l.end)
	if text := m.src.Text[start:l.end]; strings.HasPrefix(text, "#") {
		m.r.Comment(m.src.At(start), m.src.At(l.end))
		return
	} else if !report.Suspicious(text) {
		return
	}
	in := m.in
	in.Emptied = func() []report.Edit {
		if only || m.src.Text[l.start] != m.prefix {
			return []report.Edit{m.src.Replace(m.blanks(l.start+1, l.end), l.end, "@:")}
		}
		return m.removeLine(l)
	}
	m.r.Embedded("sh", m.command(start, l.end), in)
}

// script lints the recipe that one shell runs.
func (m *linter) script(lines []line) {
	d := m.src.Decode()
	var shown strings.Builder
	end := 0
	for _, l := range lines {
		m.shellCalls(l.start, l.end)
		m.decode(d, &shown, m.commandStart(l.start, l.end), l.end)
		if end = l.end; l.next > l.end {
			d.Copy(l.next-1, l.next)
			shown.WriteByte('\n')
			end = l.next
		}
	}
	m.r.Embedded("sh", d.Source(end).With(shown.String()), m.in)
}

// blanks returns the first place from i to end without a blank.
func (m *linter) blanks(i, end int) int {
	return end - len(strings.TrimLeft(m.src.Text[i:end], " \t"))
}

// commandStart returns where the shell's command begins, after the prefixes of make. An
// expansion that sticks to a word, as in $(Q)go, holds such a prefix.
func (m *linter) commandStart(i, end int) int {
	if i < end && m.src.Text[i] == m.prefix {
		i++
	}
	at := end - len(strings.TrimLeft(m.src.Text[i:end], " \t@+-"))
	if at+1 < end && m.src.Text[at] == '$' && m.src.Text[at+1] != '$' {
		after := expansionEnd(m.src.Text[:end], at)
		if after < end && (m.src.Text[after] == '$' || report.IsIdentifier(m.src.Text[after:after+1])) {
			return after
		}
	}
	return at
}

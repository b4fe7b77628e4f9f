// Package makefile lints Makefiles: the variables they export, and the shell commands in
// recipes, in $(shell ...) and in variables that recipes run.
package makefile

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Lint lints a Makefile.
func Lint(r *report.Reporter, src report.Source, in report.Context) {
	m := &linter{r: r, src: src, in: in, prefix: '\t', exported: map[string]bool{}}
	m.oneShell = strings.Contains(src.Text, ".ONESHELL:")
	for at := 0; at < src.Len(); {
		end, next := logicalLine(src.Text, at)
		m.line(at, end, next)
		at = next
	}
	m.endRule()
	m.finish()
}

// linter walks over the lines of a Makefile.
type linter struct {
	r   *report.Reporter
	src report.Source
	in  report.Context

	prefix   byte     // begins the lines of recipes
	oneShell bool     // one shell runs all lines of a recipe
	inRule   bool     // recipe lines belong to a rule
	recipe   []line   // of the rule
	define   string   // the name of the variable whose value follows, up to endef
	sets     []set    // assignments to the variables that Go ignores
	values   []value  // values of other variables that may be commands
	alone    []export // `export NAME` without a value
	exported map[string]bool
	all      bool // the Makefile exports all variables
	expanded map[string]expanded
}

// line is a logical line, with its continuations.
type line struct {
	start, end int // without the line end
	next       int // the start of the next one
}

// logicalLine returns the end of the logical line at i, and the start of the next one.
func logicalLine(text string, i int) (end, next int) {
	for {
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 {
			return len(text), len(text)
		}
		end = i + n
		next = end + 1
		if end > i && text[end-1] == '\r' {
			end--
		}
		line := text[i:end]
		if (len(line)-len(strings.TrimRight(line, `\`)))%2 == 0 {
			return end, next
		}
		i = next
	}
}

// line looks at one logical line.
func (m *linter) line(start, end, next int) {
	text := m.src.Text[start:end]
	if m.define != "" {
		m.defined(text, start, end, next)
		return
	}
	if m.inRule && text != "" && text[0] == m.prefix {
		m.recipe = append(m.recipe, line{start, end, next})
		return
	}
	if comment := commentStart(text); comment >= 0 {
		m.r.Comment(m.src.At(start+comment), m.src.At(end))
		end = start + comment
		text = m.src.Text[start:end]
	}
	first := strings.TrimLeft(text, " \t\r")
	if first == "" {
		return
	}
	m.shellCalls(start, end)
	switch first[:wordLength(first)] {
	case "ifeq", "ifneq", "ifdef", "ifndef", "else", "endif", "endef":
		return
	}
	m.statement(start, end, next)
}

// statement looks at an assignment, a rule or a directive.
func (m *linter) statement(start, end, next int) {
	a := m.assignment(start, end)
	if a.rule >= 0 {
		m.endRule()
		m.startRule(a, start, end, next)
		return
	}
	m.endRule()
	switch {
	case a.defines:
		m.define = a.name
	case a.operator >= 0:
		m.assigned(a, line{start, end, next})
	default:
		m.directive(a, line{start, end, next})
	}
}

// defined looks at a line between define and endef, which is a command if a recipe runs
// the variable.
func (m *linter) defined(text string, start, end, next int) {
	if strings.TrimSpace(text) == "endef" {
		m.define = ""
		return
	}
	if text != "" {
		m.values = append(m.values, value{name: m.define, line: line{start, end, next}, start: start, end: end, defined: true})
	}
}

// startRule looks at the line that begins a rule. Assignments and commands can follow
// its targets.
func (m *linter) startRule(a assignment, start, end, next int) {
	m.all = m.all || strings.Contains(m.src.Text[start:a.rule], ".EXPORT_ALL_VARIABLES")
	after := a.rule + 1
	if after < end && m.src.Text[after] == ':' {
		after++
	}
	if own := m.assignment(after, end); own.operator >= 0 {
		m.assigned(own, line{start, end, next})
		return
	}
	m.inRule = true
	if n := strings.IndexByte(m.src.Text[after:end], ';'); n >= 0 {
		m.recipe = append(m.recipe, line{after + n + 1, end, next})
	}
}

// Package powershell lints PowerShell scripts and profiles. Its parser knows strings,
// comments, blocks and statements, and treats expressions as words.
package powershell

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Lint lints a PowerShell script.
func Lint(r *report.Reporter, src report.Source, in report.Context) {
	l := &linter{r: r, src: src, in: in}
	p := &parser{linter: l, ends: make(map[int]int)}
	for at := 0; at < src.Len(); {
		if at = p.list(at, script); at < src.Len() { // a stray closing bracket
			r.Broken = true
			at++
		}
	}
}

// linter looks at the statements of a script.
type linter struct {
	r   *report.Reporter
	src report.Source
	in  report.Context
}

// list looks at statements that follow each other.
func (l *linter) list(stmts []statement, kind kind) {
	if kind == hash {
		l.splatted(stmts)
		return
	}
	for i, s := range stmts {
		if report.Suspicious(l.src.Text[s.start:s.end]) {
			l.statement(place{stmts, i, kind})
		}
	}
}

// statement looks at one statement, or one command of a pipeline.
func (l *linter) statement(at place) {
	s := at.statement()
	for _, c := range s.calls {
		l.call(at, c)
	}
	l.assignment(at)
	l.environmentFile(at)
	l.logged(at)
	words := s.words
	called := false // as `& "program"`
	for len(words) > 0 && (words[0].Text == "&" || words[0].Text == "." || strings.EqualFold(words[0].Text, "return")) {
		called = words[0].Text != "return"
		words = words[1:]
	}
	if len(words) == 0 || words[0].literal && !called {
		return
	}
	switch name := strings.ToLower(words[0].Text); name {
	case "set-item", "si", "new-item", "ni", "set-content", "sc":
		l.item(at, words)
	case "setx", "setx.exe":
		if len(words) > 2 {
			l.set(at, words[1].Text, words[2].Word, words[1].Constant)
		}
	case "start-process", "saps", "start":
		l.startProcess(at, words)
	case "invoke-expression", "iex":
		if len(words) == 2 {
			l.r.Embedded("pwsh", words[1].Source, report.Context{Scope: l.in.Scope, Emptied: func() []report.Edit { return l.removeCall(at) }})
		}
	default:
		l.command(at, words)
	}
}

// command looks at a command that isn't PowerShell's own.
func (l *linter) command(at place, words []word) {
	args := make([]report.Word, len(words))
	for i, w := range words {
		args[i] = w.Word
	}
	if strings.EqualFold(args[0].Text, "$go") { // names of variables ignore case
		args[0].Source = args[0].With("$GO")
	}
	l.r.Call(report.Call{
		Words:   args,
		Context: report.Context{Scope: l.in.Scope},
		Remove:  report.RemoveWords(args, func() []report.Edit { return l.removeCall(at) }),
		Before:  l.before(at),
	})
}

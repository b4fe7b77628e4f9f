// Package fish lints scripts and profiles of the fish shell.
package fish

import (
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Lint lints a fish script.
func Lint(r *report.Reporter, src report.Source, in report.Context) {
	l := &linter{r: r, src: src, in: in}
	l.parser().list(0, false)
	l.finish()
}

// linter looks at the statements of a script.
type linter struct {
	r   *report.Reporter
	src report.Source
	in  report.Context

	bare     []bare         // `set NAME value` without an export
	exports  []report.Set   // `set -x NAME $NAME`, `export NAME`
	exported map[string]int // where a global variable is first exported
}

func (l *linter) parser() *parser { return &parser{linter: l, ends: make(map[int]int)} }

// list looks at statements that follow each other.
func (l *linter) list(stmts []statement, value bool) {
	for i, s := range stmts {
		if report.Suspicious(l.src.Text[s.outer:s.end]) {
			l.statement(place{stmts, i, value})
		}
	}
}

// statement looks at one command.
func (l *linter) statement(at place) {
	words := l.prefix(at, at.statement().words)
	if len(words) == 0 {
		return
	}
	if words[0].Text == "builtin" && len(words) > 1 || words[0].Text == "eval" && len(words) > 2 {
		words = words[1:]
	}
	switch words[0].Text {
	case "set":
		l.set(at, words)
	case "export":
		l.export(at, words)
	case "eval":
		if len(words) == 2 {
			l.script(words[1].Source, func() []report.Edit { return l.remove(at) })
		}
	case "alias":
		l.alias(words)
	case "abbr":
		l.abbreviation(at, words)
	case "echo", "printf":
		l.written(at, words)
	default:
		l.r.Call(report.Call{
			Words:   words,
			Context: report.Context{Scope: l.in.Scope},
			Remove:  report.RemoveWords(words, func() []report.Edit { return l.remove(at) }),
			Before:  l.before(at),
		})
	}
}

// script lints the script in a word.
func (l *linter) script(src report.Source, emptied func() []report.Edit) {
	l.r.Embedded("fish", src, report.Context{Scope: l.in.Scope, Emptied: emptied})
}

// prefix reports the assignments before a command, and returns the command.
func (l *linter) prefix(at place, words []report.Word) []report.Word {
	for i, w := range words {
		name, value, ok := w.Assignment()
		if !ok {
			return words[i:]
		}
		if i+1 == len(words) || !report.IsName(name) {
			continue
		}
		set := report.Set{Name: name, Value: value, Constant: w.Constant, Start: w.Start, End: w.End, OneCommand: true}
		set.Remove = []report.Edit{{Start: w.Start, End: words[i+1].Start}}
		if before := l.before(at); before != nil {
			set.Replace = report.Join(append(before(report.TurnOff), set.Remove...))
		}
		l.r.Set(set, l.in.Scope)
	}
	return nil // an error in fish
}

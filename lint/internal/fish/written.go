package fish

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// written looks at a line that a command writes to a file whose lines become environment
// variables.
func (l *linter) written(at place, words []report.Word) {
	at = l.withTee(at)
	s := at.statement()
	text := l.src.Text[s.start:s.end]
	if len(words) != 2 || !strings.Contains(text, "$GITHUB_ENV") && !strings.Contains(text, "/etc/environment") {
		return
	}
	w := words[1]
	name, value, ok := w.Assignment()
	if !ok {
		return
	}
	set := report.Set{Name: name, Value: value, Constant: w.Constant, Start: w.Start, End: w.End, Remove: l.remove(at)}
	if !at.mustRemain() {
		set.Replace = []report.Edit{l.src.Replace(s.start, s.end, report.TurnOff)}
	}
	l.r.Set(set, l.in.Scope)
}

// withTee returns a place whose statement includes the command after it, if that only
// writes the output of the statement to a file.
func (l *linter) withTee(p place) place {
	s := p.statement()
	if s.after != "|" || p.index+1 == len(p.list) {
		return p
	}
	next := p.list[p.index+1]
	if !strings.HasPrefix(strings.TrimPrefix(l.src.Text[next.start:next.end], "sudo "), "tee ") {
		return p
	}
	s.end, s.after = next.end, next.after
	list := append([]statement{}, p.list[:p.index]...)
	p.list = append(append(list, s), p.list[p.index+2:]...)
	return p
}

package cmd

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// place is a statement where it is.
type place struct {
	list  []statement
	index int
	block bool // the list is in parentheses
}

func (p place) statement() statement { return p.list[p.index] }

// remove returns the edits that remove a statement.
func (l *linter) remove(p place) []report.Edit {
	s := p.statement()
	end := s.end
	if n := l.commentAfter(s); n > 0 {
		end, s.after = n, ""
	}
	switch {
	case s.before == "|" || s.after == "|" || s.after == "||":
		return l.nothing(s)
	case (s.after == "&" || s.after == "&&") && p.index+1 < len(p.list):
		return []report.Edit{l.src.Delete(s.start, p.list[p.index+1].outer)}
	case s.branch || p.block && !l.othersRemain(p):
		return l.nothing(s)
	case s.before == "&" || s.before == "&&" || s.before == "||":
		return []report.Edit{l.src.Delete(p.list[p.index-1].end, s.end)}
	case len(p.list) == 1 && !p.block && l.in.Emptied != nil:
		return l.in.Emptied()
	}
	if e, ok := l.src.DeleteLines(s.outer, end); ok {
		return []report.Edit{e}
	}
	return []report.Edit{l.src.Delete(s.outer, end)}
}

// commentAfter returns the end of the comment after `&` behind a statement, or 0.
func (l *linter) commentAfter(s statement) int {
	rest := strings.TrimLeft(l.src.Text[s.end:], " \t")
	rest, ok := strings.CutPrefix(rest, "&")
	rest = strings.TrimLeft(rest, " \t&")
	if ok && (strings.HasPrefix(rest, "::") || strings.EqualFold(wordAt(rest), "rem")) {
		return report.LineEnd(l.src.Text, l.src.Len()-len(rest))
	}
	return 0
}

// othersRemain reports whether the block has a command that no fix removes. An empty
// block is a syntax error.
func (l *linter) othersRemain(p place) bool {
	for i, s := range p.list {
		if i != p.index && !report.Suspicious(l.src.Text[s.start:s.end]) {
			return true
		}
	}
	return false
}

// nothing returns the edit that replaces a statement by one that does nothing. `rem`
// takes the whole line.
func (l *linter) nothing(s statement) []report.Edit {
	with := "break"
	rest := strings.TrimLeft(l.src.Text[s.end:], " \t")
	if rest == "" || rest[0] == '\r' || rest[0] == '\n' {
		with = "rem"
	}
	return []report.Edit{l.src.Replace(s.start, s.end, with)}
}

// before returns how to run a command before the statement, or nil.
func (l *linter) before(p place) func(string) []report.Edit {
	s := p.statement()
	if s.before == "|" {
		return nil
	}
	at := l.src.At(s.start)
	return func(command string) []report.Edit {
		return []report.Edit{{Start: at, End: at, New: command + " && "}}
	}
}

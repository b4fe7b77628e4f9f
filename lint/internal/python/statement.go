package python

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// statement is a simple statement: the tokens from from up to to.
type statement struct{ from, to int }

// statement returns the statement that token i is in, or ok = false if brackets are
// between.
func (l *linter) statement(i int) (s statement, ok bool) {
	from := i
	for from > 0 && !l.ends(from-1) {
		if from < i-tokens.Longest {
			return s, false
		}
		from--
		if pair := l.Tokens[from].Pair; pair >= 0 && pair < from {
			from = pair
		} else if pair > from || l.isBracket(from) {
			return s, false
		}
	}
	to := i
	for to < len(l.Tokens) && l.Tokens[to].Kind != tokens.End && !l.Is(to, ";") {
		to = l.Skip(to)
	}
	return statement{from, to}, from < to
}

func (l *linter) isBracket(i int) bool {
	return l.Is(i, "(") || l.Is(i, "[") || l.Is(i, "{")
}

// ends reports whether a statement can begin after token i.
func (l *linter) ends(i int) bool {
	return l.Tokens[i].Kind == tokens.End || l.Is(i, ";") || l.isHeader(i)
}

// isHeader reports whether token i is the colon after which a block begins.
func (l *linter) isHeader(i int) bool {
	if !l.Is(i, ":") {
		return false
	}
	for i > 0 && l.Tokens[i-1].Kind != tokens.End && !l.Is(i-1, ";") {
		i--
		if pair := l.Tokens[i].Pair; pair >= 0 && pair < i {
			i = pair
		} else if l.isBracket(i) {
			return false
		}
	}
	switch l.Tokens[i].Text {
	case "if", "elif", "else", "for", "while", "with", "try", "except", "finally", "def", "class", "async", "match", "case":
		return true
	}
	return false
}

// remove returns the edits that remove a statement.
func (l *linter) remove(s statement) []report.Edit {
	l.removed[s.from] = true
	start, end := l.Tokens[s.from].Start, l.Tokens[s.to-1].End
	if l.Is(s.to, ";") {
		end = l.Tokens[s.to].End
	}
	switch {
	case l.empties(s):
		return []report.Edit{l.Src.Replace(start, end, "pass")}
	case l.goesOn(s):
		return []report.Edit{l.Src.Delete(start, l.Tokens[s.to+1].Start)}
	}
	if l.Is(s.from-1, ";") {
		return []report.Edit{l.Src.Delete(l.Tokens[s.from-1].Start, end)}
	}
	if edit, ok := l.Src.DeleteLines(start, l.WithComment(end)); ok {
		return []report.Edit{edit}
	}
	return []report.Edit{l.Src.Delete(start, end)}
}

// goesOn reports whether another statement follows on the same line.
func (l *linter) goesOn(s statement) bool {
	return l.Is(s.to, ";") && s.to+1 < len(l.Tokens) && l.Tokens[s.to+1].Kind != tokens.End
}

// empties reports whether a statement is the first one of a block in which nothing would
// remain after all fixes.
func (l *linter) empties(s statement) bool {
	if s.from > 0 && l.isHeader(s.from-1) {
		return !l.goesOn(s) // on the line of the header
	}
	if s.from < 2 || l.Tokens[s.from-1].Kind != tokens.End || !l.isHeader(s.from-2) {
		return false
	}
	indent := l.indent(s.from)
	for at := s.from; at < len(l.Tokens) && l.indent(at) >= indent; {
		one, ok := l.statement(at)
		if !ok || !l.removed[one.from] {
			return false
		}
		if at = one.to + 1; at < len(l.Tokens) && l.Tokens[at].Kind == tokens.End {
			at++ // after a semicolon
		}
	}
	return true
}

// indent returns the indentation of the line of a token.
func (l *linter) indent(i int) int {
	line := l.Src.Text[report.LineStart(l.Src.Text, l.Tokens[i].Start):]
	return len(line) - len(strings.TrimLeft(line, " \t"))
}

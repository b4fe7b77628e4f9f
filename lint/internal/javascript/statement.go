package javascript

import (
	"sort"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// remove returns the edits that remove the statement that is just the tokens from first
// to last, or nil if they are a part of another one.
func (l *linter) remove(first, last int) []report.Edit {
	for l.Is(first-1, "await") || l.Is(first-1, "void") {
		first--
	}
	start, end := l.Tokens[first].Start, l.Tokens[last].End
	switch after := l.after(last); {
	case l.Is(last+1, ";"):
		end = l.Tokens[last+1].End
	case !after:
		return nil
	}
	if l.isBody(first) {
		if l.Is(first-1, "=>") {
			end = l.Tokens[last].End
		}
		return []report.Edit{l.Src.Replace(start, end, "{}")}
	}
	if !l.begins(first) {
		return nil
	}
	if l.Tokens[first].First {
		if edit, ok := l.Src.DeleteLines(start, l.WithComment(end)); ok {
			return []report.Edit{edit}
		}
	}
	if next := l.indexAfter(end); next < len(l.Tokens) && !l.Tokens[next].First && !l.Is(next, "}") {
		end = l.Tokens[next].Start
	} else if !l.Tokens[first].First && !l.Is(next, "}") {
		start = l.Tokens[first-1].End
	}
	return []report.Edit{l.Src.Delete(start, end)}
}

// indexAfter returns the first token from offset end on.
func (l *linter) indexAfter(end int) int {
	return sort.Search(len(l.Tokens), func(i int) bool { return l.Tokens[i].Start >= end })
}

// after reports whether a statement or the body of an arrow function can end with token
// i, without a semicolon.
func (l *linter) after(i int) bool {
	next := i + 1
	if next >= len(l.Tokens) || l.Is(next, "}") || l.Is(next, ")") || l.Is(next, ",") {
		return true
	}
	return l.Tokens[next].First && !l.continues(next)
}

// continues reports whether a token at the beginning of a line goes on with an
// expression.
func (l *linter) continues(i int) bool {
	t := l.Tokens[i]
	if t.Kind != tokens.Mark {
		return t.Kind == tokens.String && strings.HasPrefix(t.Text, "`")
	}
	return !strings.Contains("}{;", t.Text) && t.Text != "++" && t.Text != "--"
}

// begins reports whether a statement begins with token i.
func (l *linter) begins(i int) bool {
	if i == 0 || l.Is(i-1, ";") || l.Is(i-1, "}") || l.Is(i-1, "{") {
		return true
	}
	if l.Is(i-1, ":") {
		return l.Tokens[i].First && l.inCase(i-1)
	}
	if !l.Tokens[i].First {
		return false
	}
	// After the end of an expression without a semicolon.
	last := l.Tokens[i-1]
	return last.Kind != tokens.Mark || strings.Contains(")]}", last.Text)
}

// inCase reports whether a colon belongs to a case of a switch.
func (l *linter) inCase(i int) bool {
	for i--; i >= 0 && !l.Is(i, "{") && !l.Is(i, ";"); i-- {
		if l.Is(i, "case") || l.Is(i, "default") {
			return true
		}
		if pair := l.Tokens[i].Pair; pair >= 0 && pair < i {
			i = pair
		}
	}
	return false
}

// isBody reports whether token i begins what a condition, a loop or an arrow function
// runs, without braces.
func (l *linter) isBody(i int) bool {
	if l.Is(i-1, "else") || l.Is(i-1, "do") || l.Is(i-1, "=>") {
		return true
	}
	if !l.Is(i-1, ")") || l.Tokens[i-1].Pair < 1 {
		return false
	}
	switch l.Tokens[l.Tokens[i-1].Pair-1].Text {
	case "if", "for", "while":
		return true
	}
	return false
}

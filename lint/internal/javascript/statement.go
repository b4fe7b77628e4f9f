package javascript

import (
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
	first, last = l.group(first, last)
	if edits := l.removeOperand(first, last); edits != nil {
		return edits
	}
	first = l.condition(first)
	start, end := l.Tokens[first].Start, l.Tokens[last].End
	switch after := l.after(last); {
	case l.Is(last+1, ";") && !l.guards(last+1):
		last++
		end = l.Tokens[last].End
	case !after:
		return nil
	}
	if l.isBody(first) {
		if l.Is(first-1, "=>") && l.Is(last, ";") {
			end = l.Tokens[last-1].End
		}
		return []report.Edit{l.Src.Replace(start, end, "{}")}
	}
	if !l.begins(first) {
		return nil
	}
	next := last + 1
	if next < len(l.Tokens) && l.continues(next) && !l.isEnd(first-1) {
		return []report.Edit{l.Src.Replace(start, end, ";")}
	}
	return []report.Edit{l.Delete(first, last)}
}

// guards reports whether a semicolon at the beginning of a line belongs to the statement
// after it, as people write it who end no statement with one.
func (l *linter) guards(i int) bool {
	return l.Tokens[i].First && i+1 < len(l.Tokens) && !l.Tokens[i+1].First
}

// isEnd reports whether nothing can go on after token i: not even a bracket on the next
// line.
func (l *linter) isEnd(i int) bool { return i < 0 || l.Is(i, ";") || l.Is(i, "{") || l.Is(i, ":") }

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
	switch t.Text {
	case "}", "{", ";", "++", "--", "!", "~":
		return false
	}
	return true
}

// begins reports whether a statement begins with token i.
func (l *linter) begins(i int) bool {
	if i > 0 && !l.Is(l.Tokens[i].In, "{") && l.Tokens[i].In >= 0 {
		return false // in the head of a loop, or in an expression
	}
	if i == 0 || l.Is(i-1, ";") || l.Is(i-1, "}") || l.Is(i-1, "{") {
		return true
	}
	if l.Is(i-1, ":") {
		return l.inCase(i - 1)
	}
	if !l.Tokens[i].First {
		return false
	}
	// After the end of an expression without a semicolon.
	last := l.Tokens[i-1]
	return last.Kind != tokens.Mark || strings.Contains(")]}>", last.Text)
}

// inCase reports whether a colon belongs to a case of a switch.
func (l *linter) inCase(i int) bool {
	for i--; i >= 0 && !l.Is(i, "{") && !l.Is(i, ";") && !l.Is(i, ":") && !l.Is(i, "?"); i-- {
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
	switch head := l.Tokens[i-1].Pair - 1; l.Tokens[head].Text {
	case "if", "for", "while", "with":
		return true
	case "await":
		return l.Is(head-1, "for")
	}
	return false
}

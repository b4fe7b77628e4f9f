package javascript

import (
	"slices"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// group extends an expression to the brackets around it that only group.
func (l *linter) group(first, last int) (from, to int) {
	for l.Is(first-1, "(") && l.Tokens[first-1].Pair == last+1 && l.groups(first-1) {
		first, last = first-1, last+1
	}
	return first, last
}

// groups reports whether a bracket holds an expression, rather than arguments or the head
// of a statement.
func (l *linter) groups(open int) bool {
	before := open - 1
	if before < 0 || l.Is(before, "return") {
		return true
	}
	t := l.Tokens[before]
	return t.Kind == tokens.Mark && !slices.Contains([]string{")", "]", "}", ">", "?."}, t.Text)
}

// removeOperand returns the edits that remove the operand of a comma that is just the
// tokens from first to last, if something else is the value.
func (l *linter) removeOperand(first, last int) []report.Edit {
	in := l.Tokens[first].In
	switch {
	case in >= 0 && l.Is(in, "(") && l.groups(in):
	case in >= 0 && !l.Is(in, "{"), l.isBody(first) && l.Is(first-1, "=>"):
		return nil
	}
	switch {
	case l.Is(last+1, ",") && last+2 < len(l.Tokens) && (l.Is(first-1, ",") || l.Is(first-1, "(") || l.Is(first-1, "return") || l.isBody(first) || l.begins(first)):
		if l.Tokens[first].First && l.Tokens[last+2].First {
			if edit, ok := l.Src.DeleteLines(l.Tokens[first].Start, l.WithComment(l.Tokens[last+1].End)); ok {
				return []report.Edit{edit}
			}
		}
		return []report.Edit{l.Src.Delete(l.Tokens[first].Start, l.Tokens[last+2].Start)}
	case l.Is(first-1, ",") && (l.Is(last+1, ";") || l.after(last)) && !l.Is(in, "("):
		return []report.Edit{l.Src.Delete(l.Tokens[first-2].End, l.Tokens[last].End)}
	}
	return nil
}

// condition returns the first token of the statement that is a condition and an
// expression from token i on, as in `ci && run()`, if nothing in the condition has an
// effect. Otherwise, it returns i.
func (l *linter) condition(i int) int {
	if !l.Is(i-1, "&&") && !l.Is(i-1, "||") && !l.Is(i-1, "??") {
		return i
	}
	for at := i - 2; at >= max(0, i-tokens.Longest) && l.isPure(at); at-- {
		if l.isBody(at) || l.begins(at) && (l.Tokens[at].Kind != tokens.Mark || l.Is(at, "!")) {
			return at
		}
	}
	return i
}

// isPure reports whether a token of an expression only reads.
func (l *linter) isPure(i int) bool {
	t := l.Tokens[i]
	switch t.Kind {
	case tokens.Name:
		return !slices.Contains([]string{"await", "yield", "return", "throw", "new", "delete", "default", "case", "else", "do"}, t.Text)
	case tokens.Mark:
		return slices.Contains([]string{"&&", "||", "??", "!", ".", "?.", "==", "!=", "===", "!=="}, t.Text)
	}
	return t.Constant
}

// keep returns the edits that leave only the value, from token value to token last, of the
// assignment that begins with token first: another assignment is there, or the caller needs
// it.
func (l *linter) keep(first, value, last int) []report.Edit {
	from, _ := l.group(first, last)
	if l.assigned(value, last) == value && !l.Is(from-1, "=") && !l.Is(from-1, "return") {
		return nil
	}
	return []report.Edit{l.Src.Delete(l.Tokens[first].Start, l.Tokens[value].Start)}
}

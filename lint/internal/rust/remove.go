package rust

import "github.com/telemetry-ls/telemetry-ls/lint/internal/report"

// removeMethod returns the edits that remove a method from a chain, from its dot to its
// last token. A statement that is nothing but a variable and this method goes.
func (l *linter) removeMethod(dot, last int) []report.Edit {
	first := dot
	for l.IsName(first-1) && (first == dot || l.Is(first, ".")) {
		first--
		if !l.Is(first-1, ".") {
			break
		}
		first--
	}
	if first < dot && l.Is(last+1, ";") {
		if edits := l.remove(first, last); edits != nil {
			return edits
		}
	}
	borrow, ok := l.borrow(first, dot, last)
	if !ok {
		return nil
	}
	start, end := l.Tokens[dot].Start, l.Tokens[last].End
	if l.Tokens[dot].First && !l.Is(last+1, ";") {
		if edit, ok := l.Src.DeleteLines(start, l.WithComment(end)); ok {
			return append(borrow, edit)
		}
	}
	if dot > 0 && l.Tokens[dot].First {
		start = l.Tokens[dot-1].End
	}
	return append(borrow, l.Src.Delete(start, end))
}

// borrow returns the edit that keeps the type of an expression whose last method goes:
// the methods of a command return a reference. ok is false if that type is unknown.
func (l *linter) borrow(first, dot, last int) (edits []report.Edit, ok bool) {
	if l.Is(last+1, ".") || l.Is(last+1, "?") {
		return nil, true
	}
	if first < dot {
		return nil, false // of a variable
	}
	if l.Is(last+1, ";") {
		return nil, true
	}
	open := dot - 1
	if !l.Is(open, ")") || l.Tokens[open].Pair < 1 {
		return nil, true
	}
	function := l.Tokens[open].Pair - 1
	if !l.Is(function-1, "::") {
		return nil, true
	}
	if l.Is(l.first(function)-2, "&", "mut") {
		return nil, true
	}
	at := l.Tokens[l.first(function)].Start
	return []report.Edit{l.Src.Replace(at, at, "&mut ")}, true
}

// remove returns the edits that remove the statement that is just the tokens from first
// to last, or nil if they are a part of another one.
func (l *linter) remove(first, last int) []report.Edit {
	first = l.discards(first)
	if !l.begins(first) {
		return nil
	}
	switch {
	case l.Is(last+1, ";"):
		last++
	case !l.Is(last+1, "}"):
		return nil
	}
	if l.Is(first-2, "unsafe", "{") && l.Is(last+1, "}") {
		return l.removeBlock(first-2, last+1)
	}
	return []report.Edit{l.Delete(first, last)}
}

// discards returns the first token of `let _ =` before token i, or i.
func (l *linter) discards(i int) int {
	if l.Is(i-3, "let", "_", "=") {
		return i - 3
	}
	return i
}

// begins reports whether a statement begins with token i.
func (l *linter) begins(i int) bool {
	return i == 0 || l.Is(i-1, ";") || l.Is(i-1, "{") || l.Is(i-1, "}")
}

// removeBlock removes an unsafe block in which nothing would remain, or leaves its value.
func (l *linter) removeBlock(first, last int) []report.Edit {
	if from := l.discards(first); l.begins(from) {
		if l.Is(last+1, ";") {
			last++
		}
		return []report.Edit{l.Delete(from, last)}
	}
	return []report.Edit{l.Src.Replace(l.Tokens[first].Start, l.Tokens[last].End, "()")}
}

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
	if l.Is(last+1, ".") || l.Is(last+1, ";") || l.Is(last+1, "?") {
		return nil, true
	}
	if first < dot {
		return nil, false // of a variable
	}
	open := dot - 1
	if !l.Is(open, ")") || l.Tokens[open].Pair < 1 {
		return nil, true
	}
	function := l.Tokens[open].Pair - 1
	if !l.Is(function-1, "::") {
		return nil, true
	}
	at := l.Tokens[l.first(function)].Start
	return []report.Edit{l.Src.Replace(at, at, "&mut ")}, true
}

// remove returns the edits that remove the statement that is just the tokens from first
// to last, or nil if they are a part of another one.
func (l *linter) remove(first, last int) []report.Edit {
	if l.Is(first-3, "let", "_", "=") {
		first -= 3
	}
	begins := first == 0 || l.Is(first-1, ";") || l.Is(first-1, "{") || l.Is(first-1, "}")
	if !begins {
		return nil
	}
	end := l.Tokens[last].End
	switch {
	case l.Is(last+1, ";"):
		last++
		end = l.Tokens[last].End
	case l.Is(last+1, "}"):
		// The value of a block can't go if anything needs it; that of set_var is nothing.
		if !l.Is(last, ")") || l.Is(first-1, "=>") {
			return nil
		}
	default:
		return nil
	}
	// unsafe { set_var(...); }
	if l.Is(first-2, "unsafe", "{") && l.Is(last+1, "}") && !l.Is(first-3, "=") && !l.Is(first-3, "=>") {
		open := first - 1
		if edits := l.removeBlock(open-1, last+1); edits != nil {
			return edits
		}
	}
	start := l.Tokens[first].Start
	if edit, ok := l.Src.DeleteLines(start, l.WithComment(end)); ok {
		return []report.Edit{edit}
	}
	if next := last + 1; next < len(l.Tokens) && !l.Tokens[next].First && !l.Is(next, "}") {
		end = l.Tokens[next].Start
	} else if first > 0 && !l.Tokens[first].First && !l.Is(next, "}") {
		start = l.Tokens[first-1].End
	}
	return []report.Edit{l.Src.Delete(start, end)}
}

// removeBlock removes an unsafe block in which nothing would remain, if it is a
// statement.
func (l *linter) removeBlock(first, last int) []report.Edit {
	if first > 0 && !l.Is(first-1, ";") && !l.Is(first-1, "{") && !l.Is(first-1, "}") {
		return nil
	}
	if l.Is(last+1, ";") {
		last++
	}
	if edit, ok := l.Src.DeleteLines(l.Tokens[first].Start, l.WithComment(l.Tokens[last].End)); ok {
		return []report.Edit{edit}
	}
	return nil
}

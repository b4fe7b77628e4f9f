// Package nix lints Nix files: the attributes of derivations and of modules that become
// environment variables, and the scripts in them. It has no parser for the language, only
// a reader of sets and function calls.
package nix

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Lint lints a Nix file.
func Lint(r *report.Reporter, src report.Source, in report.Context) {
	defer func(before bool) { r.Managed = before }(r.Managed) // of another fence
	r.Managed = isManaged(src.Text)
	l := &linter{r: r, src: src, scope: in.Scope}
	l.part(part{0, src.Len()}, context{})
}

// isManaged reports whether a file is of home-manager, which has an option for the mode.
func isManaged(text string) bool {
	for _, word := range []string{"home-manager", "programs.go", "home.sessionVariables", "home.stateVersion", "home.username"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// linter lints a file.
type linter struct {
	r        *report.Reporter
	src      report.Source
	scope    *report.Scope
	tokens   []token
	comments []part
	depth    int // how deep the expression is
}

// context says where an expression is.
type context struct {
	path       []string // the attributes around it, up to a function call
	derivation bool     // its attributes become variables
	local      bool     // it is the value of a variable of let
	data       bool     // it becomes a file of another program
	script     string   // the language of its strings, or ""
	// emptied removes the attribute whose whole value it is. nil: it can't go.
	emptied func() []report.Edit
}

// part lints an expression of the text that has tokens of its own.
func (l *linter) part(p part, in context) {
	if l.depth > maxDepth || !report.Suspicious(l.src.Text[p.start:p.end]) {
		return
	}
	x := tokenize(l.src.Text, p.start, p.end)
	l.r.Broken = l.r.Broken || x.broken
	for _, c := range x.comments {
		l.r.Comment(l.src.At(c.start), l.src.At(c.end))
	}
	inner := &linter{r: l.r, src: l.src, scope: l.scope, tokens: x.tokens, comments: x.comments, depth: l.depth + 1}
	// Documentation often shows attributes without their set.
	if n := len(x.tokens) - 1; l.r.Markdown && n > 0 && x.tokens[n-1].kind == ';' {
		inner.set(0, n, in)
	} else {
		inner.expression(0, n, in)
	}
}

// text returns the text of a token.
func (l *linter) text(i int) string { return l.src.Text[l.tokens[i].start:l.tokens[i].end] }

// close returns the token of the bracket that ends what token i begins, or to.
func (l *linter) close(i, to int) int { return min(l.tokens[i].match, to) }

// expression lints the tokens from one to another. It knows which function has which
// argument, but not the precedence of operators.
func (l *linter) expression(from, to int, in context) {
	if l.depth > maxDepth {
		return
	}
	l.depth++
	defer func() { l.depth-- }()
	function := ""
	for i := from; i < to; {
		switch t := l.tokens[i]; t.kind {
		case name:
			i, function = l.word(i, to, function, in)
		case let:
			end := l.close(i, to)
			l.set(i+1, end, context{local: true})
			i, function = end+1, ""
		case quoted, indented:
			l.string(i, in.argument(function))
			i++
		case '(':
			end := l.close(i, to)
			l.expression(i+1, end, in.argument(function))
			selected, next := l.selected(end+1, to)
			if function == "" {
				function = l.head(i+1, end) + selected
			}
			i = next
		case '[':
			end := l.close(i, to)
			l.list(i+1, end, in.argument(function))
			i = end + 1
		case '{':
			end := l.close(i, to)
			if next := min(end+1, to); l.tokens[next].kind == ':' || l.tokens[next].kind == '@' {
				function = "" // the arguments of a function that is defined
			} else {
				l.set(i+1, end, in.argument(function))
			}
			i = end + 1
		case '.', other:
			i++
		default: // an operator, or the colon of a function
			function = ""
			i++
		}
	}
}

// word reads a keyword or a name with its attributes, and returns the next token and the
// function whose arguments follow.
func (l *linter) word(i, to int, function string, in context) (next int, _ string) {
	switch word := l.text(i); word {
	case "with", "assert":
		end := l.semicolon(i+1, to)
		l.expression(i+1, end, context{})
		return end + 1, ""
	case "if", "then", "else", "or", "in":
		return i + 1, ""
	case "rec":
		return i + 1, function
	default:
		selected, next := l.selected(i+1, to)
		if function == "" {
			function = word + selected
		}
		return next, function
	}
}

// selected reads the attributes that are selected from a value, such as .a.b, and returns
// the next token.
func (l *linter) selected(i, to int) (attributes string, next int) {
	var b strings.Builder
	for ; i+1 < to && l.tokens[i].kind == '.' && l.tokens[i+1].kind == name; i += 2 {
		b.WriteString("." + l.text(i+1))
	}
	return b.String(), i
}

// head returns the first name of an expression in parentheses, which a call returns.
func (l *linter) head(from, to int) string {
	if from >= to || l.tokens[from].kind != name {
		return ""
	}
	_, function := l.word(from, to, "", context{})
	return function
}

// list lints the elements of a list.
func (l *linter) list(from, to int, in context) {
	in.emptied = nil
	for i := from; i < to; i++ {
		switch l.tokens[i].kind {
		case quoted, indented:
			l.element(i, from, to, in)
		case '(':
			end := l.close(i, to)
			l.expression(i+1, end, in)
			i = end
		case '{':
			end := l.close(i, to)
			l.pair(i, end, in)
			l.set(i+1, end, in)
			i = end
		case '[':
			i = l.close(i, to)
		}
	}
}

// string lints a string: a script, and the expressions in it.
func (l *linter) string(i int, in context) {
	t := l.tokens[i]
	if in.emptied != nil && isAssignments(in.path) {
		l.assignment(i, in, in.emptied)
	}
	if in.script != "" && !in.data {
		l.r.Embedded(in.script, l.content(t), report.Context{Scope: l.scope, Emptied: in.emptied})
	}
	for _, p := range t.inserted {
		l.part(p, context{})
	}
}

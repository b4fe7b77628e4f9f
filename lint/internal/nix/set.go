package nix

import (
	"slices"
	"sort"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// attribute is a member of a set: keys = value;
type attribute struct {
	keys     []int // the last token of each key
	first    int
	from, to int // the tokens of the value; the semicolon is token to
	inherit  bool
}

// set lints the attributes of a set, or of let.
func (l *linter) set(from, to int, in context) {
	attributes := l.attributes(from, to)
	for _, a := range attributes {
		if !a.inherit {
			l.attribute(a, in, func() []report.Edit {
				if len(attributes) == 1 && in.emptied != nil && !l.hasComment(from-1, to, a) {
					return in.emptied()
				}
				return l.remove(a.first, min(a.to, to-1))
			})
		}
	}
}

// hasComment reports whether a comment is between two brackets, on another line than the
// only attribute between them.
func (l *linter) hasComment(open, closing int, a attribute) bool {
	text, from, to := l.src.Text, l.tokens[a.first].start, l.tokens[a.to].end
	return slices.ContainsFunc(l.comments, func(c part) bool {
		switch {
		case c.start < l.tokens[open].end || c.start > l.tokens[closing].start:
			return false
		case c.start < from:
			return strings.Contains(text[c.start:from], "\n")
		}
		return c.start >= to && strings.Contains(text[to:c.start], "\n")
	})
}

// attributes returns the attributes between two tokens.
func (l *linter) attributes(from, to int) (found []attribute) {
	for i := from; i < to; {
		a := attribute{first: i}
		if l.tokens[i].kind == name && l.text(i) == "inherit" {
			a.inherit = true
		}
		for !a.inherit && i < to && l.tokens[i].kind != '=' && l.tokens[i].kind != ';' {
			if l.tokens[i].kind == '$' {
				i = l.close(i, to)
			}
			if i < to && l.tokens[i].kind != '.' {
				l.r.Broken = l.r.Broken || !l.isKey(i, a)
				a.keys = append(a.keys, i)
			}
			i++
		}
		a.from = min(i+1, to)
		a.to = l.semicolon(min(i, to), to)
		a.inherit = a.inherit || len(a.keys) == 0 || a.to <= a.from
		found = append(found, a)
		i = a.to + 1
	}
	return found
}

// isKey reports whether a token can be the next key of an attribute. Without a dot before
// it, an attribute above it is half typed.
func (l *linter) isKey(i int, a attribute) bool {
	switch l.tokens[i].kind {
	case name, quoted, '}':
		return len(a.keys) == 0 || l.tokens[a.keys[len(a.keys)-1]+1].kind == '.'
	}
	return false
}

// semicolon returns the semicolon that ends a value, or to.
func (l *linter) semicolon(from, to int) int {
	others := 0 // semicolons that belong to with and assert
	for i := from; i < to; i++ {
		switch t := l.tokens[i]; t.kind {
		case '{', '(', '[', '$', let:
			i = l.close(i, to)
		case ';':
			if others == 0 {
				return i
			}
			others--
		case '=':
			l.r.Broken = l.r.Broken || i > from && !l.compares(i) // no semicolon before the next attribute
		case name:
			if word := l.text(i); word == "with" || word == "assert" {
				others++
			}
		}
	}
	return to
}

// compares reports whether an equals sign is a part of an operator such as == or <=.
func (l *linter) compares(i int) bool {
	t := l.tokens[i]
	return strings.IndexByte("=!<>", l.src.Text[t.start-1]) >= 0 || t.end < len(l.src.Text) && l.src.Text[t.end] == '='
}

// key returns the name of an attribute, or "" if the file computes it.
func (l *linter) key(i int) string {
	switch t := l.tokens[i]; {
	case t.kind == name:
		return l.text(i)
	case t.kind == quoted && len(t.inserted) == 0:
		return l.content(t).Text
	}
	return ""
}

// attribute lints an attribute of a set.
func (l *linter) attribute(a attribute, in context, remove func() []report.Edit) {
	path := slices.Clone(in.path)
	for _, i := range a.keys {
		path = append(path, l.key(i))
	}
	at := len(path) - 1
	if report.IsName(path[at]) {
		if reaches(path[:at], in) {
			l.variable(a, path, remove)
		}
		return
	}
	below := context{path: path, local: in.local, data: in.data, script: scriptIn(path, in)}
	if l.isOne(a.from, a.to) {
		below.emptied = remove
	}
	if t := l.tokens[a.from]; needsCommand(path[at]) && (t.kind == quoted || t.kind == indented) && below.emptied != nil {
		below.emptied = func() []report.Edit { return []report.Edit{l.src.Replace(t.start, t.end, `":"`)} }
	}
	l.expression(a.from, a.to, below)
}

// needsCommand reports whether a script can't go: a function or a unit needs it, or another
// one would run in its place.
func needsCommand(name string) bool {
	return name == "text" || name == "script" || name == "buildCommand" || strings.HasSuffix(name, "Phase")
}

// isOne reports whether a value is one set, list or string.
func (l *linter) isOne(from, to int) bool {
	if from < to && l.tokens[from].kind == name && l.text(from) == "rec" {
		from++
	}
	if from >= to {
		return false
	}
	switch l.tokens[from].kind {
	case '{', '[':
		return l.tokens[from].match == to-1
	case quoted, indented:
		return from == to-1
	}
	return false
}

// variable reports an attribute that becomes a variable.
func (l *linter) variable(a attribute, path []string, remove func() []report.Edit) {
	key := l.tokens[a.keys[len(a.keys)-1]]
	set := report.Set{Name: path[len(path)-1], Start: l.src.At(key.start), End: l.src.At(key.end)}
	value := l.tokens[a.to-1]
	switch one := a.to-a.from == 1 || l.isPriority(a.from, a.to); {
	case one && (value.kind == quoted || value.kind == indented):
		set.Value, set.Constant = l.content(value).Text, len(value.inserted) == 0
	case one && value.kind == name && (l.text(a.to-1) == "null" || l.text(a.to-1) == "false"):
		return
	case one:
		set.Value, set.Constant = l.text(a.to-1), value.kind == other
	}
	set.Managed = isHome(path)
	set.Remove = remove()
	l.r.Set(set, l.scope)
}

// isPriority reports whether a value is one behind a function that only gives it a
// priority, as in lib.mkForce "off".
func (l *linter) isPriority(from, to int) bool {
	if l.tokens[from].kind != name {
		return false
	}
	next, function := l.word(from, to, "", context{})
	return next == to-1 && isTransparent(function)
}

// remove returns the edit that removes the tokens from one to another, with their lines.
func (l *linter) remove(first, last int) []report.Edit {
	text := l.src.Text
	start, end := l.tokens[first].start, l.tokens[last].end
	lines := l.withComment(end)
	if alone(text[:start], text[lines:]) {
		lines = report.LineEnd(text, lines) + strings.IndexByte(text[report.LineEnd(text, lines):], '\n') + 1
	}
	if e, ok := l.src.DeleteLines(start, lines); ok {
		return []report.Edit{e}
	}
	for end < len(text) && text[end] == ' ' {
		end++
	}
	return []report.Edit{l.src.Delete(start, end)}
}

// alone reports whether blank lines are before and after a line, one of which goes with
// it.
func alone(before, after string) bool {
	before, after = strings.TrimRight(before, " \t"), strings.TrimLeft(after, " \t\r")
	before = strings.TrimSuffix(strings.TrimSuffix(before, "\n"), "\r")
	return strings.HasSuffix(before, "\n") && (strings.HasPrefix(after, "\n\n") || strings.HasPrefix(after, "\n\r\n"))
}

// withComment extends a part to the comments after it on its line.
func (l *linter) withComment(end int) int {
	next := sort.Search(len(l.comments), func(i int) bool { return l.comments[i].start >= end })
	for _, c := range l.comments[next:] {
		if c.start >= end && (strings.Trim(l.src.Text[end:c.start], " \t") != "" || strings.Contains(l.src.Text[c.start:c.end], "\n")) {
			break
		}
		end = max(end, c.end)
	}
	return end
}

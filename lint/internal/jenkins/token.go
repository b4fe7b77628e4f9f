package jenkins

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// kind is the kind of a token.
type kind byte

const (
	name    kind = iota
	text         // a string
	mark         // a bracket or an operator
	newline      // or a semicolon
	other
)

// token is a token of Groovy. Offsets are in the source.
type token struct {
	kind       kind
	start, end int
	word       string      // names and marks
	value      report.Word // strings
	match      int         // the index of the other bracket, or -1
}

// tokens splits a script into tokens.
func tokens(r *report.Reporter, src report.Source) []token {
	t := &tokenizer{r: r, src: src}
	if strings.HasPrefix(src.Text, "#!") {
		t.i = report.LineEnd(src.Text, 0)
	}
	for t.i < src.Len() {
		t.next()
	}
	match(t.list)
	return t.list
}

type tokenizer struct {
	r    *report.Reporter
	src  report.Source
	i    int
	list []token
}

// next reads a token, a comment or blanks.
func (t *tokenizer) next() {
	rest := t.src.Text[t.i:]
	switch c := rest[0]; {
	case c == ' ' || c == '\t' || c == '\r':
		t.i++
	case c == '\\' && strings.HasPrefix(strings.TrimLeft(rest[1:], "\r"), "\n"):
		t.i += strings.IndexByte(rest, '\n') + 1
	case c == '\n' || c == ';':
		t.add(newline, 1)
	case strings.HasPrefix(rest, "//"):
		t.comment(report.LineEnd(t.src.Text, t.i))
	case strings.HasPrefix(rest, "/*"):
		end := t.src.Len()
		if n := strings.Index(rest[2:], "*/"); n >= 0 {
			end = t.i + n + 4
		}
		t.comment(end)
	case c == '\'' || c == '"':
		t.quoted(c)
	case c == '/' && t.beginsValue():
		t.slashy()
	case isLetter(c):
		n := 1
		for n < len(rest) && (isLetter(rest[n]) || '0' <= rest[n] && rest[n] <= '9') {
			n++
		}
		t.add(name, n)
	case strings.IndexByte("{}()[],.:=+", c) >= 0:
		n := 1
		for c == '=' && n < len(rest) && (rest[n] == '=' || rest[n] == '~') {
			n++
		}
		t.add(mark, n)
	default:
		t.add(other, 1)
	}
}

func isLetter(c byte) bool { return c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80 }

func (t *tokenizer) add(k kind, n int) {
	t.list = append(t.list, token{kind: k, start: t.i, end: t.i + n, word: t.src.Text[t.i : t.i+n], match: -1})
	t.i += n
}

func (t *tokenizer) comment(end int) {
	t.r.Comment(t.src.At(t.i), t.src.At(end))
	t.i = end
}

// beginsValue reports whether a slash begins a string rather than divides.
func (t *tokenizer) beginsValue() bool {
	if len(t.list) == 0 {
		return false
	}
	last := t.list[len(t.list)-1]
	return last.kind == mark && strings.Contains("([,=~:", last.word[:1]) || last.kind == other && last.word == "~"
}

// slashy skips a string between slashes, which is mostly a pattern.
func (t *tokenizer) slashy() {
	line := t.src.Text[t.i+1 : report.LineEnd(t.src.Text, t.i)]
	n := strings.IndexByte(strings.ReplaceAll(line, `\/`, "--"), '/')
	if n < 0 {
		n = -1
	}
	t.add(other, n+2)
}

// quoted reads a string in quotes, or in three.
func (t *tokenizer) quoted(quote byte) {
	start, closing := t.i, string(quote)
	if triple := strings.Repeat(closing, 3); strings.HasPrefix(t.src.Text[t.i:], triple) {
		closing = triple
	}
	t.i += len(closing)
	d := t.src.Decode()
	constant := true
	for t.i < t.src.Len() && !strings.HasPrefix(t.src.Text[t.i:], closing) {
		c := t.src.Text[t.i]
		switch {
		case len(closing) == 1 && c == '\n': // half typed
			t.r.Broken = true
			t.list = append(t.list, token{kind: other, start: start, end: t.i, match: -1})
			return
		case c == '\\' && t.i+1 < t.src.Len():
			t.escape(d)
		case c == '$' && quote == '"' && t.i+1 < t.src.Len() && (isLetter(t.src.Text[t.i+1]) || t.src.Text[t.i+1] == '{'):
			constant = false
			t.interpolation(d)
		default:
			d.Copy(t.i, t.i+1)
			t.i++
		}
	}
	t.r.Broken = t.r.Broken || t.i >= t.src.Len()
	w := report.Word{Source: d.Source(t.i), Start: t.src.At(start), Constant: constant}
	t.i = min(t.i+len(closing), t.src.Len())
	w.End = t.src.At(t.i)
	t.list = append(t.list, token{kind: text, start: start, end: t.i, value: w, match: -1})
}

// escape decodes an escape sequence. A backslash at the end of a line removes the line end.
func (t *tokenizer) escape(d *report.Decoder) {
	c := t.src.Text[t.i+1 : t.i+2]
	if k := strings.Index("nrtbf", c); k >= 0 {
		c = "\n\r\t\b\f"[k : k+1]
	}
	if c != "\n" || t.src.Text[t.i+1] != '\n' {
		d.Add(c, t.i)
	}
	t.i += 2
}

// interpolation reads a variable of a string. A script sees a variable of the shell in
// its place, so that it can be parsed, and its value is unknown.
func (t *tokenizer) interpolation(d *report.Decoder) {
	start := t.i
	t.i++
	if t.src.Text[t.i] == '{' {
		for depth := 0; t.i < t.src.Len() && t.src.Text[t.i] != '\n'; {
			c := t.src.Text[t.i]
			t.i++
			if c == '{' {
				depth++
			} else if c == '}' {
				if depth--; depth == 0 {
					break
				}
			}
		}
	} else {
		for t.i < t.src.Len() && (isLetter(t.src.Text[t.i]) || '0' <= t.src.Text[t.i] && t.src.Text[t.i] <= '9') {
			t.i++
		}
	}
	d.Add("${x}", start)
}

// match connects the brackets.
func match(list []token) {
	var open []int
	for i, t := range list {
		if t.kind != mark {
			continue
		}
		switch t.word {
		case "{", "(", "[":
			open = append(open, i)
		case "}", ")", "]":
			for n := len(open) - 1; n >= 0; n-- {
				if pair := list[open[n]].word + t.word; pair == "{}" || pair == "()" || pair == "[]" {
					list[i].match, list[open[n]].match = open[n], i
					open = open[:n]
					break
				}
			}
		}
	}
}

package nix

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// kind is the kind of a token. Brackets and separators are kinds of their own.
type kind byte

const (
	name     kind = 'a'
	quoted   kind = '"'
	indented kind = '\'' // ''two quotes on each side''
	other    kind = '0'  // a number, a path
	operator kind = '+'
	let      kind = 'l' // a bracket, whose other side is in
	end      kind = 0
)

type token struct {
	kind       kind
	start, end int
	match      int    // the token of the other bracket
	inserted   []part // ${...} in a string: what is between the brackets
}

// part is a part of the text.
type part struct{ start, end int }

// maxDepth bounds how deep brackets and strings nest, because the linter recurses.
const maxDepth = 200

// lexer finds the tokens of a text.
type lexer struct {
	text     string
	at       int
	tokens   []token
	open     []int // tokens that are open brackets
	comments []part
	depth    int
	broken   bool
}

// tokenize finds the tokens from one byte to another. The last one is of the kind end.
func tokenize(text string, from, to int) *lexer {
	x := &lexer{text: text[:to], at: from}
	x.run()
	for _, i := range x.open {
		x.tokens[i].match = len(x.tokens)
		x.broken = true
	}
	x.tokens = append(x.tokens, token{kind: end, start: to, end: to})
	return x
}

// run reads tokens to the end of the text, or of the ${...} that it is in.
func (x *lexer) run() {
	for x.skip(); x.at < len(x.text); x.skip() {
		t := token{start: x.at}
		if strings.IndexByte("}])", x.text[x.at]) < 0 {
			x.next(&t)
		} else if t.kind = x.closing(x.text[x.at]); t.kind == end {
			return
		}
		t.end = x.at
		x.tokens = append(x.tokens, t)
		if len(x.open) > maxDepth {
			x.broken = true
			return
		}
	}
}

// next reads a token that is no closing bracket.
func (x *lexer) next(t *token) {
	switch c := x.text[x.at]; {
	case c == '"':
		t.kind = quoted
		x.at++
		t.inserted = x.quoted()
	case strings.HasPrefix(x.text[x.at:], "''"):
		t.kind = indented
		x.at += 2
		t.inserted = x.indented()
	case isNameStart(c):
		x.at = after(x.text, x.at, isName)
		t.kind = x.word(x.text[t.start:x.at])
	case isPathStart(x.text[x.at:]):
		t.kind = other
		x.at = after(x.text, x.at, isPath)
	case '0' <= c && c <= '9':
		t.kind = other
		x.at = after(x.text, x.at, isName)
	case strings.IndexByte("{[(", c) >= 0, strings.HasPrefix(x.text[x.at:], "${"):
		t.kind = kind(c)
		x.at += 1 + strings.Count(x.text[x.at:x.at+1], "$")
		x.open = append(x.open, len(x.tokens))
	default:
		t.kind = operator
		if strings.IndexByte(".;:@=", c) >= 0 {
			t.kind = kind(c)
		}
		x.at++
	}
}

// closing reads a closing bracket. It returns end if it ends the ${...} that is read.
func (x *lexer) closing(c byte) kind {
	t := kind(c)
	if !(c == ']' && x.closes("[") || c == ')' && x.closes("(") || c == '}' && x.closes("{$")) {
		if x.depth > 0 {
			return end
		}
		t, x.broken = operator, true
	}
	x.at++
	return t
}

// word returns the kind of a word. Between let and in are attributes, as in a set.
func (x *lexer) word(word string) kind {
	switch word {
	case "let":
		x.open = append(x.open, len(x.tokens))
		return let
	case "in":
		x.closes("l")
	}
	return name
}

// closes makes the next token the other side of the last open bracket of some kinds, and
// of those after it, which are unfinished. It returns false if there is none.
func (x *lexer) closes(kinds string) bool {
	for n := len(x.open) - 1; n >= 0; n-- {
		if strings.IndexByte(kinds, byte(x.tokens[x.open[n]].kind)) < 0 {
			continue
		}
		for _, i := range x.open[n:] {
			x.tokens[i].match = len(x.tokens)
		}
		x.broken = x.broken || n < len(x.open)-1
		x.open = x.open[:n]
		return true
	}
	return false
}

// skip skips blanks and comments.
func (x *lexer) skip() {
	for x.at < len(x.text) {
		start := x.at
		switch rest := x.text[x.at:]; {
		case strings.IndexByte(" \t\r\n", rest[0]) >= 0:
			x.at++
			continue
		case rest[0] == '#':
			x.at = report.LineEnd(x.text, x.at)
		case strings.HasPrefix(rest, "/*"):
			n := strings.Index(rest, "*/")
			if n < 0 {
				x.broken = true
				n = len(rest) - len("*/")
			}
			x.at += n + len("*/")
		default:
			return
		}
		x.comments = append(x.comments, part{start, x.at})
	}
}

// after returns the end of the bytes from i on that are of a class.
func after(text string, i int, class func(c byte) bool) int {
	for i < len(text) && class(text[i]) {
		i++
	}
	return i
}

func isNameStart(c byte) bool { return c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' }

func isName(c byte) bool {
	return isNameStart(c) || '0' <= c && c <= '9' || c == '-' || c == '\''
}

func isPath(c byte) bool { return isName(c) && c != '\'' || strings.IndexByte("./+~", c) >= 0 }

func isPathStart(text string) bool {
	for _, start := range []string{"./", "../", "~/"} {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return len(text) > 1 && text[0] == '/' && isName(text[1])
}

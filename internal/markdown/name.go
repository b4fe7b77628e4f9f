package markdown

import (
	"strconv"
	"strings"
	"unicode"
)

// longest is the maximum number of characters of a name on a page. Go allows 4096.
// Stacks have a different layout.
const longest = 160

// Name returns a name from a file, such as a counter, program or version, as a code
// span. Nothing in it is markup or a link that a viewer detects, even in a table cell.
// Name writes invisible characters, and those that could end the span or the cell, as in
// a Go string.
func Name(text string) string {
	if text == "" {
		return "`\"\"`"
	}
	return "`" + quote(text, longest) + "`"
}

// Block returns lines from a file as a fenced code block.
func Block(lines []string) string {
	var b strings.Builder
	b.WriteString("```text\n")
	for _, line := range lines {
		b.WriteString(quote(line, 4*longest))
		b.WriteByte('\n')
	}
	b.WriteString("```\n")
	return b.String()
}

// quote returns text as in a Go string, without the quotation marks. The result has no
// backquotes, no pipes, and nothing that looks like a tag or the target of a link.
func quote(text string, most int) string {
	var b strings.Builder
	runes := []rune(text)
	cut := len(runes) > most
	if cut {
		runes = runes[:most]
	}
	for i, r := range runes {
		before, after := ' ', ' '
		if i > 0 {
			before = runes[i-1]
		}
		if i+1 < len(runes) {
			after = runes[i+1]
		}
		switch {
		case r == '\\':
			b.WriteString(`\\`)
		case r == '`', r == '|', r == ' ' && (before == ' ' || after == ' '),
			r == '<' && (unicode.IsLetter(after) || strings.ContainsRune("/!?", after)),
			r == '(' && before == ']':
			b.WriteString(`\x` + strconv.FormatInt(int64(r), 16))
		case strconv.IsPrint(r):
			b.WriteRune(r)
		default:
			b.WriteString(escape(r))
		}
	}
	if cut {
		b.WriteRune('…')
	}
	return b.String()
}

// escape returns the Go escape sequence of an invisible character.
func escape(r rune) string {
	return strings.Trim(strconv.QuoteRuneToASCII(r), "'")
}

package markdown

import (
	"strconv"
	"strings"
	"unicode"
)

// longest is how many characters of a name are shown. Go allows 4096, and a stack
// has its own way of being shown.
const longest = 160

// Name makes a code span of a name from a file: of a counter, a program, a version.
// Nothing in it is markup, nor a link that a viewer makes up by itself, not even
// in the cell of a table. What a person could not see, or what could end the span
// or the cell, is written as in a Go string.
func Name(text string) string {
	if text == "" {
		return "`\"\"`"
	}
	return "`" + quote(text, longest) + "`"
}

// Block makes a fenced block of lines from a file.
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

// quote writes text as in a Go string, without the quotation marks. It has no back
// quotes, no pipes, and nothing that looks like a tag or the target of a link.
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

// escape writes a character that cannot be seen.
func escape(r rune) string {
	return strings.Trim(strconv.QuoteRuneToASCII(r), "'")
}

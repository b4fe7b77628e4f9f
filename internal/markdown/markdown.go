// Package markdown writes Markdown, block by block. It makes sure that text from files
// and the environment stays plain text. Start reading at [Page], then [Name] and
// [Escape].
package markdown

import (
	"strconv"
	"strings"
)

// special holds the characters that could turn text into markup.
const special = "\\`*_{}[]()<>#+!|~&$"

// Escape returns text on one line, escaped so that it is not Markdown or HTML.
func Escape(text string) string {
	var b strings.Builder
	for _, r := range oneLine(text) {
		if strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Code returns text as a code span, even if text contains backquotes.
func Code(text string) string {
	text = oneLine(text)
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	pad := ""
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		pad = " "
	}
	return fence + pad + text + pad + fence
}

// oneLine returns text on one line, with every character visible: it writes out escape
// sequences of terminals and marks that change the text direction.
func oneLine(text string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ") {
		if strconv.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(escape(r))
		}
	}
	return b.String()
}

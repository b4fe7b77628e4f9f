// Package markdown writes Markdown, block by block. Text from files and from the
// environment can be nothing but text in it. Start with [Page], then [Name] and
// [Escape].
package markdown

import (
	"strconv"
	"strings"
)

// special are the characters that could turn text into something else.
const special = "\\`*_{}[]()<>#+!|~&$"

// Escape keeps text from being read as Markdown or HTML, on one line.
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

// Code makes a code span of text whatever back quotes it holds.
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

// oneLine makes one line of text, in which all can be seen: escape sequences of
// terminals and marks that turn the direction of writing are written out.
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

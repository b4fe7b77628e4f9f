package markdown

import "strings"

// Plain removes the marks of emphasis and code from this project's Markdown, for clients
// that show plain text.
func Plain(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text) && strings.IndexByte(special, text[i+1]) >= 0:
			i++
			b.WriteByte(text[i])
		case c == '`':
		case c == '*' && i+1 < len(text) && text[i+1] == '*':
			i++
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

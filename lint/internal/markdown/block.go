package markdown

import "strings"

// indentedCode is the indentation in columns from which on text is code.
const indentedCode = 4

// maxDepth bounds how deeply block quotes and lists nest.
const maxDepth = 100

// container is a block quote or a list item.
type container struct {
	quote  bool
	indent int // of the content of a list item
}

// continues moves the cursor to the content if the container goes on in the line.
func (k container) continues(c *cursor) bool {
	if k.quote {
		return c.quote()
	}
	if strings.Trim(c.rest(), " \t") == "" {
		c.skip(k.indent)
		return true
	}
	if c.indent() < k.indent {
		return false
	}
	c.skip(k.indent)
	return true
}

// begins moves the cursor to the content of a block quote or list item that begins there.
func begins(c *cursor) (container, bool) {
	if c.quote() {
		return container{quote: true}, true
	}
	at := *c
	indent := at.indent()
	at.skip(indent)
	width := markerWidth(at.rest())
	if width == 0 {
		return container{}, false
	}
	at.i += width
	at.column += width
	space := at.indent()
	if space > indentedCode || strings.Trim(at.rest(), " \t") == "" {
		space = 1
	}
	at.skip(space)
	*c = at
	return container{indent: indent + width + space}, true
}

// markerWidth returns the length of the marker of a list item that begins text, or 0.
func markerWidth(text string) int {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	n := digits + 1
	switch {
	case len(text) < n || digits > 9:
		return 0
	case digits > 0 && text[digits] != '.' && text[digits] != ')':
		return 0
	case digits == 0 && (text[0] != '-' && text[0] != '*' && text[0] != '+' || isBreak(text)):
		return 0
	case len(text) > n && text[n] != ' ' && text[n] != '\t':
		return 0
	}
	return n
}

// isBreak reports whether a line is a thematic break, such as "* * *".
func isBreak(text string) bool {
	marks := strings.NewReplacer(" ", "", "\t", "").Replace(text)
	return len(marks) >= 3 && strings.Trim(marks, marks[:1]) == ""
}

// cursor is a place in a line. Tabs go to the next multiple of four columns.
type cursor struct {
	text   string // up to the end of the line
	i      int
	column int
	left   int // columns of a tab before i that aren't skipped
}

// rest returns the rest of the line.
func (c *cursor) rest() string { return c.text[min(c.i, len(c.text)):] }

// indent returns the number of blank columns at the cursor.
func (c *cursor) indent() int {
	at := *c
	return at.skip(len(c.text) * 4)
}

// skip skips at most n blank columns, and returns how many it skipped.
func (c *cursor) skip(n int) (skipped int) {
	skipped = min(n, c.left)
	c.left -= skipped
	for ; skipped < n && c.i < len(c.text); c.i++ {
		switch c.text[c.i] {
		case ' ':
			skipped++
			c.column++
		case '\t':
			width := 4 - c.column%4
			c.column += width
			c.left = max(0, skipped+width-n)
			skipped += width - c.left
		default:
			return skipped
		}
	}
	return skipped
}

// quote skips the marker of a block quote.
func (c *cursor) quote() bool {
	at := *c
	if at.skip(indentedCode); !strings.HasPrefix(at.rest(), ">") || c.indent() >= indentedCode {
		return false
	}
	at.i++
	at.column++
	at.skip(1)
	*c = at
	return true
}

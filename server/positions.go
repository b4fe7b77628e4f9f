package server

import (
	"strings"
	"unicode/utf8"

	"go.lsp.dev/protocol"
)

// splice replaces the range r of text. As in the protocol, positions beyond the text
// mean its end. A range that ends before it begins is empty.
func splice(text string, r protocol.Range, with string, inBytes bool) string {
	start := offset(text, r.Start, inBytes)
	end := max(start, offset(text, r.End, inBytes))
	return text[:start] + with + text[end:]
}

// offset returns the index in text of a position, whose character counts bytes or
// UTF-16 units.
func offset(text string, p protocol.Position, inBytes bool) int {
	at := 0
	for range p.Line {
		end := lineEnd(text[at:])
		next := at + end + eolLen(text[at+end:])
		if next == at+end {
			return len(text) // there are fewer lines
		}
		at = next
	}
	line := text[at : at+lineEnd(text[at:])]
	return at + column(line, int(p.Character), inBytes)
}

// lineAt returns line n without its end, or "" if there are fewer lines.
func lineAt(text string, n uint32) string {
	rest := text[offset(text, protocol.Position{Line: n}, true):]
	return rest[:lineEnd(rest)]
}

// lineEnd returns the length of the first line without its end.
func lineEnd(text string) int {
	for i := range len(text) {
		if text[i] == '\n' || text[i] == '\r' {
			return i
		}
	}
	return len(text)
}

// eolLen returns the length of the line end at the start of text.
func eolLen(text string) int {
	switch {
	case strings.HasPrefix(text, "\r\n"):
		return 2
	case text != "":
		return 1
	}
	return 0
}

// column returns the index in line of a character position, never inside a rune.
func column(line string, character int, inBytes bool) int {
	at, _ := columnOf(line, character, inBytes)
	return at
}

// columnOf returns the column and the number of units before it.
func columnOf(line string, character int, inBytes bool) (at, units int) {
	for i, r := range line {
		if units >= character {
			return i, units
		}
		if inBytes {
			units += utf8.RuneLen(max(r, 0))
		} else {
			units += utf16Len(r)
		}
	}
	return len(line), units
}

// utf16Len returns the number of UTF-16 units of r.
func utf16Len(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// characters counts the characters before index at of line, in the units of the
// connection.
func characters(line string, at int, inBytes bool) uint32 {
	if inBytes {
		return uint32(at)
	}
	units := 0
	for _, r := range line[:at] {
		units += utf16Len(r)
	}
	return uint32(units)
}

// cursor finds the positions of many indexes of one text. It continues from the last
// index, so indexes in ascending order take one pass.
type cursor struct {
	text    string
	inBytes bool
	at      int // the last index, which is at the following line and character
	line    uint32
	units   uint32
}

// position is the inverse of offset, for an index that is not inside a rune.
func (c *cursor) position(at int) protocol.Position {
	if at < c.at {
		*c = cursor{text: c.text, inBytes: c.inBytes}
	}
	for {
		end := c.at + lineEnd(c.text[c.at:at])
		next := end + eolLen(c.text[end:])
		if end == at || at < next {
			c.units += characters(c.text[c.at:], at-c.at, c.inBytes)
			c.at = at
			return protocol.Position{Line: c.line, Character: c.units}
		}
		c.at, c.line, c.units = next, c.line+1, 0
	}
}

// span returns the range of the text from start to end.
func (c *cursor) span(start, end int) protocol.Range {
	return protocol.Range{Start: c.position(start), End: c.position(end)}
}

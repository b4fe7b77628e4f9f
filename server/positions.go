package server

import (
	"strings"
	"unicode/utf8"

	"go.lsp.dev/protocol"
)

// splice replaces the range r of text. Positions beyond the text mean its end, as
// the protocol has it; a range that ends before it begins is empty.
func splice(text string, r protocol.Range, with string, inBytes bool) string {
	start := offset(text, r.Start, inBytes)
	end := max(start, offset(text, r.End, inBytes))
	return text[:start] + with + text[end:]
}

// offset is the index in text of a position whose character counts bytes or
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

// lineAt gives the text of line n without its end; "" where there are fewer lines.
func lineAt(text string, n uint32) string {
	rest := text[offset(text, protocol.Position{Line: n}, true):]
	return rest[:lineEnd(rest)]
}

// lineEnd is the length of the first line, without its end.
func lineEnd(text string) int {
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		return i
	}
	return len(text)
}

// eolLen is the length of the line end that text begins with.
func eolLen(text string) int {
	switch {
	case strings.HasPrefix(text, "\r\n"):
		return 2
	case text != "":
		return 1
	}
	return 0
}

// column is the index in line of a character position, never inside a rune.
func column(line string, character int, inBytes bool) int {
	units := 0
	for i, r := range line {
		if units >= character {
			return i
		}
		if inBytes {
			units += utf8.RuneLen(max(r, 0))
		} else {
			units += utf16Len(r)
		}
	}
	return len(line)
}

// utf16Len is the number of UTF-16 units of r.
func utf16Len(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// characters counts what comes before the index at of line, in the units of the
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

// positionOf is the inverse of offset, for an index that is not inside a rune.
func positionOf(text string, at int, inBytes bool) protocol.Position {
	start, line := 0, uint32(0)
	for {
		end := start + lineEnd(text[start:])
		next := end + eolLen(text[end:])
		if at < next || next == end {
			return protocol.Position{Line: line, Character: characters(text[start:], at-start, inBytes)}
		}
		start, line = next, line+1
	}
}

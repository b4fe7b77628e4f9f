package lint

import (
	"sort"
	"unicode/utf8"
)

// Position is a place in a text. Lines and columns start at 1. Columns count UTF-16
// units, and a byte order mark counts none.
type Position struct{ Line, Column int }

// Lines finds positions in a text.
type Lines struct {
	text   string
	starts []int
}

// NewLines prepares to find positions in text.
func NewLines(text string) *Lines {
	l := &Lines{text: text, starts: []int{0}}
	for i := range len(text) {
		if text[i] == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// Position returns the position of byte i.
func (l *Lines) Position(i int) Position {
	line := sort.SearchInts(l.starts, i+1)
	column := 1
	for at := l.starts[line-1]; at < i; {
		r, size := utf8.DecodeRuneInString(l.text[at:])
		switch {
		case at == 0 && r == '\ufeff':
		case r > 0xffff:
			column += 2
		default:
			column++
		}
		at += size
	}
	return Position{line, column}
}

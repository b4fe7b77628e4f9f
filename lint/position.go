package lint

import "sort"

// Position is a place in a text. Lines and columns start at 1. Columns count UTF-16
// units, and a byte order mark counts none.
type Position struct{ Line, Column int }

// Lines finds positions in a text.
type Lines struct {
	text   string
	starts []int
	marks  []mark
}

// mark is a place in a text and the number of UTF-16 units before it.
type mark struct{ at, units int }

// markEvery is the number of bytes from one mark to the next. With marks, the place in a
// long line doesn't matter.
const markEvery = 256

// NewLines prepares to find positions in text.
func NewLines(text string) *Lines {
	l := &Lines{text: text, starts: []int{0}}
	units := 0
	for i, r := range text {
		if i >= len(l.marks)*markEvery {
			l.marks = append(l.marks, mark{i, units})
		}
		if r == '\n' {
			l.starts = append(l.starts, i+1)
		}
		units += unitsOf(r, i)
	}
	return l
}

// unitsOf returns the number of UTF-16 units of the character r at byte i.
func unitsOf(r rune, i int) int {
	switch {
	case i == 0 && r == '\ufeff':
		return 0
	case r > 0xffff:
		return 2
	}
	return 1
}

// Position returns the position of byte i.
func (l *Lines) Position(i int) Position {
	line := sort.SearchInts(l.starts, i+1)
	return Position{line, l.units(i) - l.units(l.starts[line-1]) + 1}
}

// units returns the number of UTF-16 units that begin before byte i.
func (l *Lines) units(i int) int {
	n := min(i/markEvery, len(l.marks)-1)
	if n >= 0 && l.marks[n].at > i {
		n--
	}
	if n < 0 {
		return 0
	}
	units := l.marks[n].units
	for at, r := range l.text[l.marks[n].at:] {
		if at += l.marks[n].at; at >= i {
			break
		} else {
			units += unitsOf(r, at)
		}
	}
	return units
}

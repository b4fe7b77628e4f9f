package report

import (
	"slices"
	"strings"
)

// Continued is a statement of several lines, because a mark at the end of a line continues
// it. Lines with only a comment can be between them.
type Continued struct {
	File       string
	Start, End int // without the last line end
	Mark       string
	Comments   []Lines
}

// Lines are whole lines of a file, from the start of one to the start of another.
type Lines struct{ Start, End int }

// Adapt makes edits of the statement valid: it keeps the comments in what they delete, and
// the mark at the end of a line only if the statement goes on.
func (c Continued) Adapt(edits []Edit) (adapted []Edit) {
	for _, e := range edits {
		if e.Start >= c.End || e.End <= c.Start || e.Start == e.End {
			adapted = append(adapted, e)
		} else {
			adapted = append(adapted, c.adapt(e)...)
		}
	}
	return Join(adapted)
}

func (c Continued) adapt(e Edit) []Edit {
	if e.End >= c.End && e.New == "" && e.Start > c.Start && c.startsLine(e.Start) {
		e.Start, e.End = c.lineBefore(e.Start), c.End
	}
	parts := []Edit{{Start: e.Start}}
	for _, k := range c.Comments {
		if e.Start <= k.Start && k.End <= e.End {
			parts[len(parts)-1].End = k.Start
			parts = append(parts, Edit{Start: k.End})
		}
	}
	if len(parts) == 1 {
		return []Edit{e}
	}
	newLine := strings.HasPrefix(e.New, "\n") || strings.HasPrefix(e.New, "\r")
	goesOn := e.End < c.End || e.New != "" && !newLine
	c.first(&parts[0], goesOn)
	final := &parts[len(parts)-1]
	switch final.End, final.New = e.End, e.New; {
	case !goesOn && !c.startsLine(e.End):
		final.Start = LineEnd(c.File, LineStart(c.File, final.Start-1))
	case e.New != "" && e.Start > c.Start:
		final.Start += len(c.File[final.Start:]) - len(strings.TrimLeft(c.File[final.Start:], " \t"))
	default:
		final.End = c.finalEnd(e.End)
	}
	return slices.DeleteFunc(parts, func(e Edit) bool { return e.Start >= e.End && e.New == "" })
}

// first ends the first part of an edit before the comment after it.
func (c Continued) first(e *Edit, goesOn bool) {
	if c.startsLine(e.Start) {
		e.Start = LineStart(c.File, e.Start)
		return
	}
	e.End = len(strings.TrimRight(c.File[:e.End], " \t\r\n"))
	if !goesOn {
		return
	}
	e.End -= len(c.Mark)
	if strings.IndexByte(" \t", c.File[e.Start-1]) < 0 { // one blank stays before the mark
		e.End = len(strings.TrimRight(c.File[:e.End], " \t"))
	}
}

// finalEnd returns where the part of an edit after a comment ends: with its line, or
// before the indentation of what is kept.
func (c Continued) finalEnd(end int) int {
	lineEnd := LineEnd(c.File, end)
	if strings.TrimSpace(c.File[end:lineEnd]) == c.Mark {
		return lineEnd + strings.IndexByte(c.File[lineEnd:], '\n') + 1
	}
	if end < lineEnd && c.startsLine(end) {
		return LineStart(c.File, end)
	}
	return end
}

// startsLine reports whether only blanks are before byte i on its line.
func (c Continued) startsLine(i int) bool {
	_, first := Indented(c.File, i)
	return first
}

// lineBefore returns the end of what is before the line of byte i, without its mark.
func (c Continued) lineBefore(i int) int {
	at := LineStart(c.File, i)
	for k := len(c.Comments) - 1; k >= 0; k-- {
		if l := c.Comments[k]; l.Start < at && strings.TrimSpace(c.File[min(l.End, at):at]) == "" {
			at = l.Start
		}
	}
	text := strings.TrimRight(c.File[:at], " \t\r\n")
	return len(strings.TrimRight(strings.TrimSuffix(text, c.Mark), " \t"))
}

package tokens

import (
	"sort"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Element is an element of a list: the tokens from From up to To.
type Element struct{ From, To int }

// Elements returns the elements between the bracket at token open and its end.
func (f *File) Elements(open int) (list []Element) {
	end := f.Tokens[open].Pair
	from := open + 1
	for i := from; i <= end; i = f.Skip(i) {
		if i == end || f.Is(i, ",") {
			if i > from {
				list = append(list, Element{from, i})
			}
			from = i + 1
		}
	}
	return list
}

// Word returns an element as a word of a command.
func (f *File) Word(e Element) report.Word {
	for f.IsOpen(e.From, "(") && f.Tokens[e.From].Pair == e.To-1 && e.To-e.From == 3 {
		e.From, e.To = e.From+1, e.To-1 // ("off")
	}
	start, end := f.Tokens[e.From].Start, f.Tokens[e.To-1].End
	w := report.Word{Source: f.Src.Slice(start, end), Start: f.Src.At(start), End: f.Src.At(end)}
	if t := f.Tokens[e.From]; e.To == e.From+1 && t.Kind == String {
		w.Source, w.Constant = t.Value, t.Constant
	}
	return w
}

// Value returns the text of an element, and whether it is a constant string.
func (f *File) Value(e Element) (text string, constant bool) {
	w := f.Word(e)
	return w.Text, w.Constant
}

// Remove returns the edits that remove the elements from i up to j, with their commas and
// with their lines if nothing else is there.
func (f *File) Remove(list []Element, i, j int) []report.Edit {
	start, end := f.Tokens[list[i].From].Start, f.Tokens[list[j-1].To-1].End
	after := end // with the comma
	if comma := list[j-1].To; f.Is(comma, ",") {
		after = f.Tokens[comma].End
	}
	if open := list[i].From - 1; i == 0 && j == len(list) && !f.hasComment(f.Tokens[open].End, start) && !f.hasComment(end, f.closing(list)) {
		return []report.Edit{f.Src.Delete(f.Tokens[open].End, f.closing(list))}
	}
	if f.Tokens[list[i].From].First && (after > end || i == 0) {
		if edit, ok := f.Src.DeleteLines(start, f.WithComment(after)); ok {
			return []report.Edit{edit}
		}
	}
	switch {
	case j < len(list) && !f.Tokens[list[j].From].First:
		return []report.Edit{f.Src.Delete(start, f.Tokens[list[j].From].Start)}
	case i > 0:
		return []report.Edit{f.Src.Delete(f.Tokens[list[i-1].To-1].End, end)}
	}
	return []report.Edit{f.Src.Delete(start, after)}
}

// closing returns the start of the bracket that ends a list.
func (f *File) closing(list []Element) int {
	at := list[len(list)-1].To
	if f.Is(at, ",") {
		at++
	}
	return f.Tokens[at].Start
}

func (f *File) hasComment(start, end int) bool {
	i := f.commentFrom(start)
	return i < len(f.comments) && f.comments[i].start < end
}

// commentFrom returns the first comment from offset start on.
func (f *File) commentFrom(start int) int {
	return sort.Search(len(f.comments), func(i int) bool { return f.comments[i].start >= start })
}

// WithComment extends a part to the comment after it on its line.
func (f *File) WithComment(end int) int {
	if i := f.commentFrom(end); i < len(f.comments) {
		c := f.comments[i]
		if strings.Trim(f.Src.Text[end:c.start], " \t") == "" && c.end == report.LineEnd(f.Src.Text, end) {
			return c.end
		}
	}
	return end
}

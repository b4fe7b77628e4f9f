package tree

import (
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Separated removes items that commas separate.
type Separated struct {
	Source report.Source
	Open   int // after the bracket at the start
	Items  []*Item
	// Comment returns the end of the comment at the start of text, or 0.
	Comment func(text string) int
	// Emptied removes the map or list itself, because nothing would remain in it. nil: it may
	// be empty.
	Emptied func() []report.Edit
}

// Remove returns the edits that remove the items from i to j. Comments on other lines stay.
func (s Separated) Remove(i, j int) []report.Edit {
	if i == 0 && j == len(s.Items) && s.Emptied != nil && !s.hasComments() {
		return s.Emptied()
	}
	var edits []report.Edit
	if _, ok := s.comma(s.Items[j-1].End); !ok && i > 0 { // the last one: the comma before it goes
		if before, ok := s.comma(s.Items[i-1].End); ok {
			edits = append(edits, s.Source.Delete(before, before+1))
		}
	}
	for i < j {
		n := i + 1
		for n < j && !s.hasComment(s.Items[n-1].End, false) {
			n++
		}
		edits = append(edits, s.part(i, n))
		i = n
	}
	return report.Join(edits)
}

// part returns the edit that removes the items from i to j and the comma after them.
func (s Separated) part(i, j int) report.Edit {
	text := s.Source.Text
	start, after := s.Items[i].Start, s.Items[j-1].End
	if comma, ok := s.comma(after); ok {
		after = comma + 1
	}
	from := start
	if before := strings.TrimRight(text[:start], " \t"); i > 0 && strings.HasSuffix(before, ",") && after == s.Items[j-1].End {
		from = len(before) - 1 // a comma at the start of the line
	}
	if e, ok := s.Source.DeleteLines(from, s.withComment(after)); ok {
		return e
	}
	if rest := strings.TrimLeft(text[after:], " \t"); j < len(s.Items) && !strings.HasPrefix(rest, "\n") && !strings.HasPrefix(rest, "\r") {
		after = len(text) - len(rest)
	} else if i > 0 {
		start = len(strings.TrimRight(text[:start], " \t"))
	}
	return s.Source.Delete(start, after)
}

// hasComments reports whether a comment is among the items, on a line without one.
func (s Separated) hasComments() bool {
	return s.hasComment(s.Open, true) || slices.ContainsFunc(s.Items, func(item *Item) bool { return s.hasComment(item.End, false) })
}

// hasComment reports whether a comment is before the next item or bracket from byte i on,
// on a line without an item. An item ends at i unless it is the start of the list.
func (s Separated) hasComment(i int, first bool) bool {
	text := s.Source.Text
	at, line := i, first // it is after the line of the item before
	for at < len(text) {
		n := s.Comment(text[at:])
		switch {
		case n > 0 && line:
			end := at + n
			if rest := strings.TrimLeft(text[end:], " \t,"); rest == "" || strings.IndexByte("\r\n}]", rest[0]) >= 0 {
				return true
			}
			at = end
		case n > 0:
			at += n
		case strings.IndexByte(", \t\r\n", text[at]) < 0:
			return false
		default:
			line = line || text[at] == '\n'
			at++
		}
	}
	return false
}

// comma returns the offset of the comma after an item that ends at i.
func (s Separated) comma(i int) (int, bool) {
	text := s.Source.Text
	for i < len(text) {
		switch c := text[i]; {
		case c == ',':
			return i, true
		case strings.IndexByte(" \t\r\n", c) >= 0:
			i++
		default:
			n := s.Comment(text[i:])
			if n == 0 {
				return 0, false
			}
			i += n
		}
	}
	return 0, false
}

// withComment extends a part to the comments after it on its line.
func (s Separated) withComment(end int) int {
	text := s.Source.Text
	for {
		at := end + len(text[end:]) - len(strings.TrimLeft(text[end:], " \t"))
		n := s.Comment(text[at:])
		if n == 0 || strings.Contains(text[at:at+n], "\n") {
			return end
		}
		end = at + n
	}
}

package tree

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Separated removes items that commas separate.
type Separated struct {
	Source report.Source
	Items  []*Item
	// Comment returns the end of the comment at the start of text, or 0.
	Comment func(text string) int
	// Emptied removes the map or list itself, because nothing would remain in it. nil: it may
	// be empty.
	Emptied func() []report.Edit
}

// Remove returns the edits that remove the items from i to j.
func (s Separated) Remove(i, j int) []report.Edit {
	if i == 0 && j == len(s.Items) && s.Emptied != nil {
		return s.Emptied()
	}
	start, end := s.Items[i].Start, s.Items[j-1].End
	after, ok := s.comma(end)
	if ok {
		after++
	} else {
		after = end
	}
	var edits []report.Edit
	if !ok && i > 0 { // the last one: the comma before it goes
		if before, ok := s.comma(s.Items[i-1].End); ok {
			edits = append(edits, s.Source.Delete(before, before+1))
		}
	}
	if e, ok := s.Source.DeleteLines(start, s.withComment(after)); ok {
		return append(edits, e)
	}
	text := s.Source.Text
	if rest := strings.TrimLeft(text[after:], " \t"); j < len(s.Items) && !strings.HasPrefix(rest, "\n") && !strings.HasPrefix(rest, "\r") {
		after = len(text) - len(rest)
	} else if i > 0 {
		start = len(strings.TrimRight(text[:start], " \t"))
	}
	return report.Join(append(edits, s.Source.Delete(start, after)))
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

// withComment extends a part to the comment after it on its line.
func (s Separated) withComment(end int) int {
	text := s.Source.Text
	at := end + len(text[end:]) - len(strings.TrimLeft(text[end:], " \t"))
	if n := s.Comment(text[at:]); n > 0 {
		if comment := strings.TrimRight(text[at:at+n], "\r\n"); !strings.Contains(comment, "\n") {
			return at + len(comment)
		}
	}
	return end
}

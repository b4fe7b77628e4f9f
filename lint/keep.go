package lint

import (
	"slices"
	"strings"
)

// Keep returns the findings of a text that can't be parsed completely: found, and those of
// the findings in an earlier text whose lines are still there. A kept finding has only the
// fixes that change nothing but its own line.
func Keep(before string, earlier []Finding, after string, found []Finding) []Finding {
	if len(earlier) == 0 {
		return found
	}
	all := slices.Clone(found)
	moves := newMoves(before, after)
	for _, f := range earlier {
		if kept, ok := moves.move(f); ok && !slices.ContainsFunc(found, kept.overlaps) {
			all = append(all, kept.Finding)
		}
	}
	slices.SortStableFunc(all, func(a, b Finding) int { return a.Start - b.Start })
	return all
}

// moved is a finding at its place in the later text.
type moved struct{ Finding }

func (m moved) overlaps(f Finding) bool { return m.Start < f.End && f.Start < m.End }

// moves finds the lines of one text in another. What a user types usually changes one
// place, so the lines before and after it are found by counting. Other lines are found by
// their text.
type moves struct {
	before, after textLines
	head, tail    int // the number of equal lines at the beginning and at the end
	taken         map[int]bool
}

func newMoves(before, after string) *moves {
	m := &moves{before: linesOf(before), after: linesOf(after), taken: make(map[int]bool)}
	most := min(m.before.count(), m.after.count())
	for m.head < most && m.before.line(m.head) == m.after.line(m.head) {
		m.head++
	}
	for m.tail < most-m.head && m.before.line(m.before.count()-1-m.tail) == m.after.line(m.after.count()-1-m.tail) {
		m.tail++
	}
	return m
}

// move returns the finding at its place in the later text, if its line is still there.
func (m *moves) move(f Finding) (moved, bool) {
	from := m.before.at(f.Start)
	to := m.find(from)
	if to < 0 {
		return moved{}, false
	}
	shift := m.after.starts[to] - m.before.starts[from]
	start, end := m.before.starts[from], m.before.starts[from+1]
	f.Start, f.End = f.Start+shift, f.End+shift
	if f.Fix != nil {
		f.Fix = shifted(*f.Fix, start, end, shift)
	}
	var choices []Fix
	for _, c := range f.Choices {
		if fix := shifted(c, start, end, shift); fix != nil {
			choices = append(choices, *fix)
		}
	}
	f.Choices = choices
	return moved{f}, true
}

// find returns the line of the later text that line n of the earlier text has become, or
// -1.
func (m *moves) find(n int) int {
	switch fromEnd := m.before.count() - n; {
	case n < m.head:
		return n
	case fromEnd <= m.tail:
		return m.after.count() - fromEnd
	}
	text := m.before.line(n)
	for i := m.head; i < m.after.count()-m.tail; i++ {
		if !m.taken[i] && m.after.line(i) == text {
			m.taken[i] = true
			return i
		}
	}
	return -1
}

// shifted returns a fix whose edits are all between start and end, moved by shift. It
// returns nil for any other fix.
func shifted(fix Fix, start, end, shift int) *Fix {
	edits := slices.Clone(fix.Edits)
	for i, e := range edits {
		if e.Start < start || e.End > end {
			return nil
		}
		edits[i].Start, edits[i].End = e.Start+shift, e.End+shift
	}
	return &Fix{Title: fix.Title, Edits: edits}
}

// textLines are the lines of a text with their ends.
type textLines struct {
	text   string
	starts []int // and the length of the text
}

func linesOf(text string) textLines {
	l := textLines{text: text, starts: []int{0}}
	for at := strings.IndexByte(text, '\n'); at >= 0; at = nextLine(text, at) {
		l.starts = append(l.starts, at+1)
	}
	if l.starts[len(l.starts)-1] < len(text) {
		l.starts = append(l.starts, len(text))
	}
	return l
}

// nextLine returns the index of the line end after the one at index at, or -1.
func nextLine(text string, at int) int {
	next := strings.IndexByte(text[at+1:], '\n')
	if next < 0 {
		return -1
	}
	return at + 1 + next
}

func (l textLines) count() int { return len(l.starts) - 1 }

func (l textLines) line(n int) string { return l.text[l.starts[n]:l.starts[n+1]] }

// at returns the number of the line that contains byte i.
func (l textLines) at(i int) int {
	n, found := slices.BinarySearch(l.starts, i)
	if !found {
		n--
	}
	return min(n, l.count()-1)
}

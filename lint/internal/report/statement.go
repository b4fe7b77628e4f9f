package report

import "strings"

// DeleteStatement returns the edit that deletes the statement from i to j: with its lines
// and the comment beside it, or with one of the separators around it.
func (s Source) DeleteStatement(i, j int, separator byte, comment string) Edit {
	after := j // with the separator
	if rest := strings.TrimLeft(s.Text[j:], " \t"); rest != "" && rest[0] == separator {
		after = len(s.Text) - len(rest) + 1
	}
	if e, ok := s.DeleteLines(i, s.withComment(after, comment)); ok {
		return e
	}
	if after > j {
		return s.Delete(i, len(s.Text)-len(strings.TrimLeft(s.Text[after:], " \t")))
	}
	before := strings.TrimRight(s.Text[:i], " \t")
	if n := len(before); n > 0 && before[n-1] == separator {
		return s.Delete(n-1, j)
	}
	return s.Delete(i, j)
}

// withComment extends a part that ends at i to the comment after it on its line.
func (s Source) withComment(i int, comment string) int {
	if strings.HasPrefix(strings.TrimLeft(s.Text[i:], " \t"), comment) {
		return LineEnd(s.Text, i)
	}
	return i
}

// RemoveWords returns what Call.Remove wants. all removes the command with all words.
func RemoveWords(words []Word, all func() []Edit) func(i, j int) []Edit {
	return func(i, j int) []Edit {
		switch {
		case i == 0 && j == len(words):
			return all()
		case j < len(words):
			return []Edit{{Start: words[i].Start, End: words[j].Start}}
		}
		return []Edit{{Start: words[i-1].End, End: words[j-1].End}}
	}
}

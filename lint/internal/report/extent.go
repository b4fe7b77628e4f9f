package report

import "strings"

// farthest bounds how far a statement is followed, because a line can be long.
const farthest = 4 << 10

// statement returns the part of the text that can belong to the statement around the
// place from start to end, whatever the language. It is rather too much than too little.
func statement(text string, start, end int) (from, to int) {
	from, to = start-len(lineBefore(text, start)), lineAfter(text, end)
	for from > 0 && start-from < farthest {
		above := text[from-1-len(lineBefore(text, from-1)) : from-1]
		if !continues(above, text[from:to]) {
			break
		}
		from -= len(above) + 1
	}
	for to < len(text) && to-end < farthest {
		next := lineAfter(text, to+1)
		if !continues(text[from:to], text[to+1:next]) && !isOpen(text[from:to]) {
			break
		}
		to = next
	}
	return from, to
}

// continues reports whether the last line of above goes on in below.
func continues(above, below string) bool {
	above, below = strings.TrimRight(above, " \t\r"), strings.TrimLeft(below, " \t")
	return above != "" && strings.ContainsAny(above[len(above)-1:], "\\`^,([{|&") || below != "" && strings.ContainsAny(below[:1], ".)]")
}

// isOpen reports whether a string or a here-document goes on after text.
func isOpen(text string) bool {
	return strings.Contains(text, "<<") || strings.Count(text, "'")%2 != 0 || strings.Count(text, `"`)%2 != 0
}

// lineBefore returns the line with byte i up to there.
func lineBefore(text string, i int) string {
	near := text[max(0, i-farthest):i]
	return near[strings.LastIndexByte(near, '\n')+1:]
}

// lineAfter returns the end of the line with byte i.
func lineAfter(text string, i int) int {
	near := text[i:min(len(text), i+farthest)]
	if n := strings.IndexByte(near, '\n'); n >= 0 {
		return i + n
	}
	return i + len(near)
}

package yamltree

import "strings"

// mask replaces what the parser doesn't understand or counts differently, such as
// templates, by ASCII text of the same length.
func mask(text string) string {
	b := []byte(text)
	for i, c := range b {
		if c >= 0x80 || c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
			b[i] = '_'
		}
		if c == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			b[i] = '_'
		}
	}
	for found := templates(text); len(found) > 0; {
		n := together(text, found)
		with := byte('_')
		if alone(text, found[:n]) {
			with = ' '
		}
		for _, t := range found[:n] {
			for i := t.start; i < t.end; i++ {
				if !isBlank(b[i]) { // the indentation of its lines stays
					b[i] = with
				}
			}
		}
		found = found[n:]
	}
	return string(b)
}

// bounds is a part of a text.
type bounds struct{ start, end int }

// brackets are the brackets of template expressions: GitHub and Azure, GitLab, Helm and
// Jinja.
var brackets = [...][2]string{{"${{", "}}"}, {"$[[", "]]"}, {"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}}

// templates returns the template expressions of a text.
func templates(text string) (found []bounds) {
	var next [len(brackets)]bounds // the next expression with each of the brackets
	for at := 0; ; {
		first := bounds{-1, -1}
		for i, b := range brackets {
			if next[i].start >= 0 && next[i].start < at || at == 0 {
				next[i] = template(text, at, b)
			}
			if n := next[i]; n.start >= 0 && (first.start < 0 || n.start < first.start) {
				first = n
			}
		}
		if first.start < 0 {
			return found
		}
		found = append(found, first)
		at = first.end
	}
}

// template returns the first expression with these brackets from i on; its start is -1
// if there is none.
func template(text string, i int, brackets [2]string) bounds {
	open, closed := brackets[0], brackets[1]
	for {
		n := strings.Index(text[i:], open)
		if n < 0 {
			return bounds{-1, -1}
		}
		i += n
		inside := i + len(open)
		n = strings.Index(text[inside:], closed)
		if n < 0 {
			return bounds{-1, -1}
		}
		// A shell has ${{, ${# and ${x%}, which belong to other expressions or are far apart.
		if open[0] == '$' || (i == 0 || text[i-1] != '$') && (open == "{{" || !strings.Contains(text[inside:inside+n], "\n")) {
			return bounds{i, inside + n + len(closed)}
		}
		i = inside
	}
}

// together returns how many of the first templates share lines.
func together(text string, found []bounds) int {
	n := 1
	for n < len(found) && !strings.Contains(text[found[n-1].end:found[n].start], "\n") {
		n++
	}
	return n
}

// alone reports whether nothing else but templates is on the lines of templates that share
// them: they control what is there, or make whole lines.
func alone(text string, shared []bounds) bool {
	at := strings.LastIndexByte(text[:shared[0].start], '\n') + 1
	for _, t := range shared {
		if text[t.start] == '$' || strings.TrimSpace(text[at:t.start]) != "" {
			return false
		}
		at = t.end
	}
	rest, _, _ := strings.Cut(text[at:], "\n")
	return strings.TrimSpace(rest) == ""
}

// MaskScript replaces template expressions in a script by an expansion of the same
// length, which is no constant in any shell.
func MaskScript(text string) string {
	b := []byte(text)
	for _, t := range append(templates(text), parameters(text)...) {
		for i := t.start; i < t.end; i++ {
			b[i] = '_'
		}
		b[t.start], b[t.start+1], b[t.end-1] = '$', '{', '}'
	}
	return string(b)
}

// parameters returns the expressions of CircleCI, which have a name with a dot: a
// here-document has none.
func parameters(text string) (found []bounds) {
	for at := 0; ; {
		n := strings.Index(text[at:], "<<")
		if n < 0 {
			return found
		}
		at += n
		line, _, _ := strings.Cut(text[at:], "\n")
		if end := strings.Index(line, ">>"); end >= 0 && strings.Contains(line[:end], ".") {
			found = append(found, bounds{at, at + end + 2})
		}
		at += 2
	}
}

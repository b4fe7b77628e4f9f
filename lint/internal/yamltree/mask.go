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
	for at := 0; ; {
		start, end := template(text, at)
		if start < 0 {
			return string(b)
		}
		with := byte('_')
		if alone(text, start, end) {
			with = ' '
		}
		for i := start; i < end; i++ {
			if strings.IndexByte(" \t\r\n", b[i]) < 0 { // the indentation of its lines stays
				b[i] = with
			}
		}
		at = end
	}
}

// templates are the brackets of template expressions: GitHub and Azure, GitLab, Helm and
// Jinja.
var templates = [][2]string{{"${{", "}}"}, {"$[[", "]]"}, {"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}}

// template returns the first template expression from i on, or -1.
func template(text string, i int) (start, end int) {
	start = -1
	for _, t := range templates {
		at := opening(text, t[0], i)
		if at < 0 || start >= 0 && at >= start {
			continue
		}
		inside := at + len(t[0])
		n := strings.Index(text[inside:], t[1])
		// A shell has ${#x} and ${x%}, which are far apart.
		if n >= 0 && (t[0] == "{{" || t[0][0] == '$' || !strings.Contains(text[inside:inside+n], "\n")) {
			start, end = at, inside+n+len(t[1])
		}
	}
	return start, end
}

// opening returns where a template with this bracket opens from i on, or -1.
func opening(text, bracket string, i int) int {
	for {
		n := strings.Index(text[i:], bracket)
		if n < 0 {
			return -1
		}
		if i += n; bracket[0] == '$' || i == 0 || text[i-1] != '$' {
			return i
		}
		i += len(bracket)
	}
}

// alone reports whether nothing else but templates is on the lines of a template: it
// controls what is there, or makes whole lines.
func alone(text string, start, end int) bool {
	if text[start] == '$' {
		return false
	}
	before := text[strings.LastIndexByte(text[:start], '\n')+1 : start]
	after, _, _ := strings.Cut(text[end:], "\n")
	return blank(before) && blank(after)
}

// blank reports whether a part of a line has nothing but templates.
func blank(part string) bool {
	for {
		part = strings.TrimSpace(part)
		if part == "" {
			return true
		}
		start, end := template(part, 0)
		if start != 0 {
			return false
		}
		part = part[end:]
	}
}

// MaskScript replaces template expressions in a script by an expansion of the same
// length, which is no constant in any shell.
func MaskScript(text string) string {
	b := []byte(text)
	for at := 0; ; {
		start, end := template(text, at)
		if circle := parameter(text, at); circle.start >= 0 && (start < 0 || circle.start < start) {
			start, end = circle.start, circle.end
		}
		if start < 0 {
			return string(b)
		}
		for i := start; i < end; i++ {
			b[i] = '_'
		}
		b[start], b[start+1], b[end-1] = '$', '{', '}'
		at = end
	}
}

type bounds struct{ start, end int }

// parameter returns the first expression of CircleCI from i on, which has a name with a
// dot: a here-document has none.
func parameter(text string, i int) bounds {
	for at := i; ; {
		n := strings.Index(text[at:], "<<")
		if n < 0 {
			return bounds{-1, -1}
		}
		start := at + n
		end := strings.Index(text[start:], ">>")
		line := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			return bounds{-1, -1}
		}
		if (line < 0 || end < line) && strings.Contains(text[start:start+end], ".") {
			return bounds{start, start + end + 2}
		}
		at = start + 2
	}
}

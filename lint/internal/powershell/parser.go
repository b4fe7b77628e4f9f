package powershell

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// parser splits a script into lists of statements and tells the linter about them.
type parser struct {
	*linter
	depth    int
	decoding bool        // words are decoded; if not, only their ends are found
	decoded  int         // the depth of the list whose words are decoded
	ends     map[int]int // the ends of lists, by their first byte
	last     []statement // of the list that ended last
	current  *statement
}

// maxDepth bounds how deep brackets nest.
const maxDepth = 100

// list parses statements from i on, up to a closing bracket or the end, and returns its
// place.
func (p *parser) list(i int, kind kind) int {
	text := p.src.Text
	outer := p.current
	var stmts []statement
	s := statement{start: -1}
	finish := func(separator string) {
		switch {
		case s.start >= 0:
			p.decode(&s)
			s.after = separator
			stmts = append(stmts, s)
			s = statement{start: -1, before: separator}
		case separator == "|" && len(stmts) > 0: // at the start of a line
			stmts[len(stmts)-1].after, s.before = separator, separator
		case separator == ";":
			s.before = separator
		}
	}
	p.depth++
	for i < len(text) && text[i] != ')' && text[i] != '}' {
		if n := p.blank(i); n > 0 {
			i += n
			continue
		}
		if separator := separatorAt(text[i:], s.start < 0 || s.target != "" && i == s.value); separator != "" {
			finish(separator)
			i += len(separator)
			continue
		}
		if s.start < 0 {
			s.start, s.value = i, i
			if end := p.target(i, kind); end > i {
				i, s.target = p.operator(end), text[i:end]
				s.value, s.end = i, i
				continue
			}
		}
		i = p.part(&s, i)
		s.end = i
	}
	finish("")
	endPipelines(stmts)
	p.depth--
	p.current, p.last = outer, stmts
	if !p.decoding {
		p.linter.list(stmts, kind)
	}
	return i
}

// endPipelines tells each statement where its pipeline ends.
func endPipelines(stmts []statement) {
	for i := len(stmts) - 1; i >= 0; i-- {
		s := &stmts[i]
		if s.pipeline = s.end; s.after == "|" && i+1 < len(stmts) {
			s.pipeline = stmts[i+1].pipeline
		}
	}
}

// part parses a word or a redirection of a statement.
func (p *parser) part(s *statement, i int) int {
	p.current = s
	if end := p.redirect(i); end > i {
		return end
	}
	w, end := p.word(i)
	if p.decoding {
		s.words = append(s.words, w)
	}
	return end
}

// decode decodes the words of a statement if it can have findings.
func (p *parser) decode(s *statement) {
	if p.decoding || !report.Suspicious(p.src.Text[s.start:s.end]) {
		return
	}
	p.decoding, p.decoded = true, p.depth
	for i, end := s.value, s.end; i < end; {
		if n := p.blank(i); n > 0 {
			i += n
		} else {
			i = p.part(s, i)
		}
	}
	p.decoding = false
}

// blank returns the length of the blanks or of the comment at i.
func (p *parser) blank(i int) int {
	text := p.src.Text[i:]
	switch {
	case text[0] == ' ' || text[0] == '\t' || text[0] == '\r':
		return 1
	case strings.HasPrefix(text, "`\n"):
		return 2
	case strings.HasPrefix(text, "`\r\n"):
		return 3
	case text[0] == '#':
		end := report.LineEnd(p.src.Text, i)
		p.r.Comment(p.src.At(i), p.src.At(end))
		return end - i
	case strings.HasPrefix(text, "<#"):
		length := strings.Index(text, "#>") + len("#>")
		if length < len("<##>") {
			length = len(text)
		}
		p.r.Comment(p.src.At(i), p.src.At(i+length))
		return length
	}
	return 0
}

// separatorAt returns the separator of statements that text begins with, or "". At the
// start of a statement or of a value, & calls a command.
func separatorAt(text string, start bool) string {
	for _, s := range []string{"\n", ";", "&&", "||", "|"} {
		if strings.HasPrefix(text, s) {
			return s
		}
	}
	if text[0] == '&' && !start {
		return "&"
	}
	return ""
}

// redirect parses a redirection and returns the place after it, or i if there is none.
func (p *parser) redirect(i int) int {
	text := p.src.Text
	at := i
	if strings.IndexByte("123456*", text[at]) >= 0 {
		at++
	}
	if at == len(text) || text[at] != '>' {
		return i
	}
	rest := strings.TrimLeft(text[at:], ">")
	if strings.HasPrefix(rest, "&") { // to another stream
		return min(len(text), len(text)-len(rest)+2)
	}
	at = len(text) - len(strings.TrimLeft(rest, " \t"))
	if at < len(text) && !endsWord(text[at:]) {
		_, at = p.word(at)
	}
	return at
}

// target returns the end of what an assignment at i assigns to, or i.
func (p *parser) target(i int, kind kind) int {
	text := p.src.Text
	end := i
	for end < len(text) && text[end] == '[' { // a type
		n := closed(text, end, ']')
		if n == end {
			return i
		}
		end = n
		for end < len(text) && (text[end] == ']' || text[end] == ' ') {
			end++
		}
	}
	switch {
	case strings.HasPrefix(text[end:], "${"):
		end = closed(text, end, '}')
	case strings.HasPrefix(text[end:], "$"):
		end = nameEnd(text, end+1)
	case kind == hash && (strings.HasPrefix(text[end:], "'") || strings.HasPrefix(text[end:], `"`)):
		n := strings.IndexByte(text[end+1:], text[end])
		if n < 0 {
			return i
		}
		end += n + 2
	case kind == hash:
		end = nameEnd(text, end)
	default:
		return i
	}
	end = memberEnd(text, end)
	if p.operator(end) == end {
		return i
	}
	return end
}

// closed returns the place after the bracket that closes the one at i on its line, or i.
func closed(text string, i int, bracket byte) int {
	const longest = 1000 // a line can be as long as the file
	line := text[i:min(len(text), i+longest)]
	if n := strings.IndexByte(line, bracket); n >= 0 && !strings.Contains(line[:n], "\n") {
		return i + n + 1
	}
	return i
}

// nameEnd returns the end of the name at i. The name of a variable can have a scope.
func nameEnd(text string, i int) int {
	for i < len(text) && (text[i] == ':' && i+1 < len(text) && text[i+1] != ':' || text[i] == '?' || text[i] >= 0x80 || report.IsIdentifier("_"+text[i:i+1])) {
		i++
	}
	return i
}

// memberEnd returns the end of the members and indexes at i.
func memberEnd(text string, i int) int {
	for i < len(text) {
		switch text[i] {
		case '.':
			i = nameEnd(text, i+1)
		case '[':
			end := closed(text, i, ']')
			if end == i {
				return i
			}
			i = end
		default:
			return i
		}
	}
	return i
}

// operator returns the end of the assignment operator at i, with the blanks and line ends
// around it, or i.
func (p *parser) operator(i int) int {
	text := p.src.Text
	rest := strings.TrimLeft(text[i:], " \t")
	for _, operator := range []string{"=", "+=", "??="} {
		if strings.HasPrefix(rest, operator) && !strings.HasPrefix(rest, "==") {
			rest = strings.TrimLeft(rest[len(operator):], " \t\r\n")
			return len(text) - len(rest)
		}
	}
	return i
}

package fish

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// parser splits a script into lists of statements and tells the linter about them.
type parser struct {
	*linter
	depth int
}

// maxDepth bounds how deep command substitutions nest.
const maxDepth = 100

// list parses statements from i on, up to the end or, in a command substitution, to its
// closing parenthesis. It returns the place after them.
func (p *parser) list(i int, value bool) int {
	text := p.src.Text
	var stmts []statement
	s := statement{start: -1}
	p.depth++
	finish := func(separator string) {
		s.after = separator
		if s.start >= 0 {
			s.keywords()
			stmts = append(stmts, s)
		}
		s = statement{start: -1, before: separator}
	}
	closed := !value
	for i < len(text) {
		if n := p.blank(i); n > 0 {
			i += n
			continue
		}
		if separator, length := separatorAt(text[i:]); length > 0 {
			finish(separator)
			i += length
			continue
		}
		if value && text[i] == ')' {
			closed = true
			i++
			break
		}
		if s.start < 0 {
			s.start, s.outer = i, i
		}
		start := i
		if i = p.redirect(i); i == start {
			var w report.Word
			w, i = p.word(i)
			s.words = append(s.words, w)
			s.starts = append(s.starts, start)
		}
		s.end = i
	}
	finish("")
	p.depth--
	p.r.Broken = p.r.Broken || !closed
	p.linter.list(stmts, value)
	return i
}

// blank returns the length of the blanks or of the comment at i.
func (p *parser) blank(i int) int {
	text := p.src.Text[i:]
	switch {
	case text[0] == ' ' || text[0] == '\t' || text[0] == '\r':
		return 1
	case strings.HasPrefix(text, "\\\n"):
		return 2
	case strings.HasPrefix(text, "\\\r\n"):
		return 3
	case text[0] == '#':
		end := report.LineEnd(p.src.Text, i)
		p.r.Comment(p.src.At(i), p.src.At(end))
		return end - i
	}
	return 0
}

// separatorAt returns the separator of statements that text begins with, and its length.
func separatorAt(text string) (separator string, length int) {
	for _, s := range []string{"\n", ";", "&&", "||", "|"} {
		if strings.HasPrefix(text, s) {
			return s, len(s)
		}
	}
	for _, s := range []string{"&|", "2>|", ">|"} {
		if strings.HasPrefix(text, s) {
			return "|", len(s)
		}
	}
	if text[0] == '&' && !strings.HasPrefix(text, "&>") {
		return "&", 1
	}
	return "", 0
}

// redirect parses a redirection and returns the place after it, or i if there is none.
func (p *parser) redirect(i int) int {
	text := p.src.Text
	at := i
	for at < len(text) && ('0' <= text[at] && text[at] <= '9' || text[at] == '&') {
		at++
	}
	if at >= len(text) || text[at] != '>' && text[at] != '<' {
		return i
	}
	at++
	for at < len(text) && strings.IndexByte(">?&", text[at]) >= 0 {
		at++
	}
	for at < len(text) && (text[at] == ' ' || text[at] == '\t') {
		at++
	}
	if at < len(text) && !strings.ContainsRune("\r\n;|&)", rune(text[at])) {
		_, at = p.word(at)
	}
	return at
}

// keywords splits the keywords from the command that follows them. No words remain if the
// statement is no command.
func (s *statement) keywords() {
	for len(s.words) > 0 {
		switch word := s.words[0].Text; word {
		case "if", "while", "not", "!", "else", "begin", "{", "time":
			s.condition = true
			s.keyword = word
		case "and", "or":
			s.keyword = word
		case "for", "switch", "case", "function", "end", "}":
			s.words = nil
			return
		default:
			return
		}
		s.words, s.starts = s.words[1:], s.starts[1:]
		if len(s.words) > 0 {
			s.start = s.starts[0]
		}
	}
}

package fish

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// parser splits a script into lists of statements and tells the linter about them.
type parser struct {
	*linter
	depth    int
	decoding bool        // words are decoded; if not, only their ends are found
	ends     map[int]int // the ends of command substitutions, by their parenthesis
}

// maxDepth bounds how deep command substitutions nest.
const maxDepth = 30

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
			p.decode(&s)
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
		i = p.part(&s, i)
		s.end = i
	}
	finish("")
	p.depth--
	p.r.Broken = p.r.Broken || !closed
	if !p.decoding {
		p.linter.list(stmts, value)
	}
	return i
}

// part parses a word or a redirection of a statement.
func (p *parser) part(s *statement, i int) int {
	if end := p.redirect(i); end > i {
		return end
	}
	w, end := p.word(i)
	if p.decoding {
		s.words = append(s.words, w)
		s.starts = append(s.starts, i)
	}
	return end
}

// decode decodes the words of a statement that can have findings, and finds the keywords
// of any other.
func (p *parser) decode(s *statement) {
	text := p.src.Text[s.start:s.end]
	if p.decoding {
		return
	}
	if !report.Suspicious(text) {
		p.skipKeywords(s)
		return
	}
	p.decoding = true
	for i, end := s.start, s.end; i < end; {
		if n := p.blank(i); n > 0 {
			i += n
		} else {
			i = p.part(s, i)
		}
	}
	p.decoding = false
	s.keywords()
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

// skipKeywords is keywords for a statement whose words aren't decoded.
func (p *parser) skipKeywords(s *statement) {
	for i := s.start; i < s.end; {
		if n := p.blank(i); n > 0 {
			i += n
			continue
		}
		word := p.src.Text[i:plainEnd(p.src.Text, i)]
		if s.start = i; !s.isKeyword(word) {
			return
		}
		i += len(word)
	}
}

// keywords splits the keywords from the command that follows them. No words remain if the
// statement is no command.
func (s *statement) keywords() {
	for len(s.words) > 0 && s.isKeyword(s.words[0].Text) {
		s.words, s.starts = s.words[1:], s.starts[1:]
		if len(s.words) > 0 {
			s.start = s.starts[0]
		}
	}
}

// isKeyword remembers a keyword that a command can follow. It reports whether the word is
// one.
func (s *statement) isKeyword(word string) bool {
	switch word {
	case "if", "while", "not", "!", "else", "begin", "{", "time":
		s.condition = true
	case "and", "or":
	case "for", "switch", "case", "function", "end", "}":
		s.words = nil
		return false
	default:
		return false
	}
	s.keyword = word
	return true
}

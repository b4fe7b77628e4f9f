package javascript

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// scanner finds the tokens of a file.
type scanner struct {
	*tokens.File
	text string
	at   int
	// Up to these places, what begins like that has no end. Nothing is looked for twice.
	noSingle, noDouble, noTemplate, noRegexp int

	in   []place        // the elements of JSX around, and the code in them
	ends map[string]int // where the last end tag of each element is
}

func scan(r *report.Reporter, src report.Source) *tokens.File {
	s := &scanner{File: &tokens.File{R: r, Src: src}, text: src.Text}
	if strings.HasPrefix(s.text, "#!") {
		s.at = report.LineEnd(s.text, 0)
	}
	for s.at < len(s.text) {
		s.next()
	}
	r.Broken = r.Broken || len(s.in) > 0
	s.Finish()
	return s.File
}

func (s *scanner) next() {
	if s.where() == content {
		s.content()
		return
	}
	c := s.text[s.at]
	rest := s.text[s.at:]
	switch {
	case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		s.at++
	case strings.HasPrefix(rest, "//"):
		end := report.LineEnd(s.text, s.at)
		s.Comment(s.at, end)
		s.at = end
	case strings.HasPrefix(rest, "/*"):
		end := len(s.text)
		if n := strings.Index(rest[2:], "*/"); n >= 0 {
			end = s.at + n + 4
		}
		s.Comment(s.at, end)
		s.at = end
	case c == '"' && s.at >= s.noDouble:
		s.quoted(c, &s.noDouble)
	case c == '\'' && s.at >= s.noSingle:
		s.quoted(c, &s.noSingle)
	case c == '`' && s.at >= s.noTemplate:
		s.template()
	case c == '/' && s.at >= s.noRegexp && s.startsOperand():
		s.regexp()
	case strings.IndexByte("<>{}", c) >= 0 && s.bracket(c):
	case isWord(c):
		start := s.at
		for s.at < len(s.text) && isWord(s.text[s.at]) {
			s.at++
		}
		s.Add(tokens.Name, start, s.at)
	default:
		s.mark()
	}
}

func isWord(c byte) bool {
	return c == '_' || c == '$' || c == '#' || c == '@' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// quoted finds a string. In the text of JSX, a quote begins none: it has no end on its
// line.
func (s *scanner) quoted(quote byte, none *int) {
	start := s.at
	end := start + 1
	for end < len(s.text) && s.text[end] != quote && s.text[end] != '\n' {
		if s.text[end] == '\\' && end+1 < len(s.text) {
			end++
			if strings.HasPrefix(s.text[end:], "\r\n") {
				end++
			}
		}
		end++
	}
	if end >= len(s.text) || s.text[end] != quote {
		*none = end
		s.Add(tokens.Mark, start, start+1)
		s.at = start + 1
		return
	}
	s.at = end + 1
	s.AddString(start, s.at, s.decode(start+1, end), true)
}

// template finds a template literal.
func (s *scanner) template() {
	start, constant := s.at, true
	end := start + 1
	for end < len(s.text) && s.text[end] != '`' {
		switch {
		case s.text[end] == '\\':
			end++
		case strings.HasPrefix(s.text[end:], "${"):
			constant = false
			end = s.expression(end+2) - 1
		}
		end++
	}
	if end >= len(s.text) {
		s.noTemplate = end
		s.R.Broken = true
		s.Add(tokens.Mark, start, start+1)
		s.at = start + 1
		return
	}
	s.at = end + 1
	s.AddString(start, s.at, s.decode(start+1, end), constant)
}

// expression returns the end of the expression in a template that begins at i, after its
// bracket.
func (s *scanner) expression(i int) int {
	depth := 1
	var quote byte
	for ; i < len(s.text); i++ {
		c := s.text[i]
		switch {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'' || c == '`':
			quote = c
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(s.text)
}

// decode decodes escapes.
func (s *scanner) decode(i, end int) report.Source {
	if !strings.Contains(s.text[i:end], `\`) {
		return s.Src.Slice(i, end)
	}
	d := s.Src.Decode()
	for i < end {
		if s.text[i] != '\\' || i+1 >= end {
			d.Copy(i, i+1)
			i++
			continue
		}
		switch c := s.text[i+1]; {
		case c == 'n':
			d.Add("\n", i)
		case c == 't':
			d.Add("\t", i)
		case c == 'r':
			d.Add("\r", i)
		case c == '\n': // a continued line
		case c == '\r':
			if i+2 < end && s.text[i+2] == '\n' {
				i++
			}
		case c >= 0x80 || isWord(c):
			d.Copy(i, i+2)
		default:
			d.Add(string(c), i)
		}
		i += 2
	}
	return d.Source(end)
}

// startsOperand reports whether an operand begins here, such as a regular expression, rather
// than an operator.
func (s *scanner) startsOperand() bool {
	if len(s.Tokens) == 0 {
		return true
	}
	switch last := s.Tokens[len(s.Tokens)-1]; last.Kind {
	case tokens.String:
		return false
	case tokens.Name:
		switch last.Text {
		case "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "await", "yield", "default":
			return true
		}
		return false
	default:
		return !strings.Contains(")]}<", last.Text)
	}
}

func (s *scanner) regexp() {
	class := false
	end := s.at + 1
	for ; end < len(s.text) && s.text[end] != '\n'; end++ {
		switch c := s.text[end]; {
		case c == '\\':
			end++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			s.Add(tokens.Name, s.at, end+1)
			s.at = end + 1
			return
		}
	}
	s.noRegexp = end
	s.mark()
}

// marks are the operators of more than one character.
var marks = []string{"===", "!==", "**=", "&&=", "||=", "??=", "...", "==", "!=", "<=", ">=", "=>", "?.", "??", "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "++", "--"}

func (s *scanner) mark() {
	n := 1
	for _, m := range marks {
		if strings.HasPrefix(s.text[s.at:], m) {
			n = len(m)
			break
		}
	}
	s.Add(tokens.Mark, s.at, min(s.at+n, len(s.text)))
	s.at += n
}

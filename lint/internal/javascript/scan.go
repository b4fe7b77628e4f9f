package javascript

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// scanner finds the tokens of a file.
type scanner struct {
	tokens.Scanner
	// Up to these places, what begins like that has no end. Nothing is looked for twice.
	noSingle, noDouble, noTemplate, noRegexp int

	in   []place        // the elements of JSX around, and the code in them
	ends map[string]int // where the last end tag of each element is
}

func scan(r *report.Reporter, src report.Source) *tokens.File {
	s := &scanner{Scanner: tokens.NewScanner(r, src)}
	if strings.HasPrefix(s.Text, "#!") {
		s.At = report.LineEnd(s.Text, 0)
	}
	for s.At < len(s.Text) {
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
	c := s.Text[s.At]
	rest := s.Text[s.At:]
	switch {
	case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		s.At++
	case strings.HasPrefix(rest, "//"):
		s.LineComment()
	case strings.HasPrefix(rest, "/*"):
		end := len(s.Text)
		if n := strings.Index(rest[2:], "*/"); n >= 0 {
			end = s.At + n + 4
		}
		s.Comment(s.At, end)
		s.At = end
	case c == '"' && s.At >= s.noDouble:
		s.quoted(c, &s.noDouble)
	case c == '\'' && s.At >= s.noSingle:
		s.quoted(c, &s.noSingle)
	case c == '`' && s.At >= s.noTemplate:
		s.template()
	case c == '/' && s.At >= s.noRegexp && s.startsOperand():
		s.regexp()
	case strings.IndexByte("<>{}", c) >= 0 && s.bracket(c):
	case isWord(c):
		start := s.At
		s.Word(isWord)
		s.Add(tokens.Name, start, s.At)
	default:
		s.Mark(marks)
	}
}

func isWord(c byte) bool {
	return tokens.IsWord(c) || c == '$' || c == '#' || c == '@'
}

// quoted finds a string. In the text of JSX, a quote begins none: it has no end on its
// line.
func (s *scanner) quoted(quote byte, none *int) {
	start := s.At
	end := start + 1
	for end < len(s.Text) && s.Text[end] != quote && s.Text[end] != '\n' {
		if s.Text[end] == '\\' && end+1 < len(s.Text) {
			end++
			if strings.HasPrefix(s.Text[end:], "\r\n") {
				end++
			}
		}
		end++
	}
	if end >= len(s.Text) || s.Text[end] != quote {
		*none = end
		s.Add(tokens.Mark, start, start+1)
		s.At = start + 1
		return
	}
	s.At = end + 1
	s.AddString(start, s.At, s.Decode(start+1, end, tokens.Escapes{Itself: true}), true)
}

// template finds a template literal.
func (s *scanner) template() {
	start, constant := s.At, true
	end := start + 1
	for end < len(s.Text) && s.Text[end] != '`' {
		switch {
		case s.Text[end] == '\\':
			end++
		case strings.HasPrefix(s.Text[end:], "${"):
			constant = false
			end = s.expression(end+2) - 1
		}
		end++
	}
	if end >= len(s.Text) {
		s.noTemplate = end
		s.R.Broken = true
		s.Add(tokens.Mark, start, start+1)
		s.At = start + 1
		return
	}
	s.At = end + 1
	s.AddString(start, s.At, s.Decode(start+1, end, tokens.Escapes{Itself: true}), constant)
}

// expression returns the end of the expression in a template that begins at i, after its
// bracket.
func (s *scanner) expression(i int) int {
	depth := 1
	var quote byte
	for ; i < len(s.Text); i++ {
		c := s.Text[i]
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
	return len(s.Text)
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
		return !strings.Contains(")]}<", last.Text) && last.Text != "++" && last.Text != "--"
	}
}

func (s *scanner) regexp() {
	class := false
	end := s.At + 1
	for ; end < len(s.Text) && s.Text[end] != '\n'; end++ {
		switch c := s.Text[end]; {
		case c == '\\':
			end++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			s.Add(tokens.Name, s.At, end+1)
			s.At = end + 1
			return
		}
	}
	s.noRegexp = end
	s.Mark(marks)
}

// marks are the operators of more than one character.
var marks = []string{"===", "!==", "**=", "&&=", "||=", "??=", "...", "==", "!=", "<=", ">=", "=>", "?.", "??", "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "++", "--"}

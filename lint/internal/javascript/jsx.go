package javascript

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// place is a kind of place in JSX.
type place uint8

// The kinds of places. What is in a tag or in braces has tokens. The text between tags has
// none.
const (
	code place = iota
	tag
	endTag
	content
)

// where returns the place of the scanner.
func (s *scanner) where() place {
	if n := len(s.in); n > 0 {
		return s.in[n-1]
	}
	return code
}

// content skips text between tags.
func (s *scanner) content() {
	n := strings.IndexAny(s.Text[s.At:], "<{")
	if n < 0 {
		s.At = len(s.Text)
		return
	}
	s.At += n
	switch {
	case s.Text[s.At] == '{':
		s.in = append(s.in, code)
	case strings.HasPrefix(s.Text[s.At:], "</"):
		s.in[len(s.in)-1] = endTag
	default:
		s.in = append(s.in, tag)
	}
	s.bracketToken()
}

// bracket looks at a bracket that can lead to another place. It reports whether it is done
// with it.
func (s *scanner) bracket(c byte) bool {
	where, top := s.where(), len(s.in)-1
	switch {
	case c == '<' && where == code && s.startsOperand() && s.startsElement():
		s.in = append(s.in, tag)
	case c == '>' && where == tag && s.Text[s.At-1] != '/':
		s.in[top] = content
	case c == '>' && (where == tag || where == endTag), c == '}' && top >= 0 && where == code:
		s.in = s.in[:top]
	case c == '{' && top >= 0:
		s.in = append(s.in, code)
	default:
		return false
	}
	s.bracketToken()
	if last := len(s.Tokens) - 1; c == '>' && s.where() == code {
		s.Tokens[last].Kind = tokens.Name // the end of an operand, not an operator
	}
	return true
}

func (s *scanner) bracketToken() {
	s.Add(tokens.Mark, s.At, s.At+1)
	s.At++
}

// startsElement reports whether a tag begins here whose element has an end. If not, it can be
// a type, or an element without text.
func (s *scanner) startsElement() bool {
	if s.ends == nil {
		s.ends = make(map[string]int)
		for at := range len(s.Text) - 1 {
			if s.Text[at:at+2] == "</" {
				s.ends[elementName(s.Text[at+2:])] = at
			}
		}
	}
	name := elementName(s.Text[s.At+1:])
	rest := s.Text[s.At+1+len(name):]
	if name == "" && !strings.HasPrefix(rest, ">") {
		return false // no fragment
	}
	return s.ends[name] > s.At && rest != "" && strings.IndexByte(" \t\r\n/><", rest[0]) >= 0
}

// elementName returns the name at the beginning of a tag, or "" in a fragment.
func elementName(text string) string {
	end := 0
	for end < len(text) && (isWord(text[end]) || strings.IndexByte(".-:", text[end]) >= 0) {
		end++
	}
	return text[:end]
}

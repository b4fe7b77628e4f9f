package python

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// scanner finds the tokens of a file.
type scanner struct {
	tokens.Scanner
	depth int // of brackets; line ends in them don't end a statement
}

func scan(r *report.Reporter, src report.Source) *tokens.File {
	s := &scanner{Scanner: tokens.NewScanner(r, src)}
	for s.At < len(s.Text) {
		s.next()
	}
	s.end()
	s.Finish()
	return s.File
}

// end ends a statement.
func (s *scanner) end() {
	if n := len(s.Tokens); n > 0 && s.Tokens[n-1].Kind != tokens.End && s.depth == 0 {
		s.Add(tokens.End, s.At, s.At)
	}
}

func (s *scanner) next() {
	c := s.Text[s.At]
	switch {
	case c == '\n':
		s.end()
		s.At++
		s.recover()
	case c == ' ' || c == '\t' || c == '\r' || c == '\f':
		s.At++
	case c == '\\' && strings.HasPrefix(strings.TrimPrefix(s.Text[s.At+1:], "\r"), "\n"):
		s.At += 2 + strings.IndexByte(s.Text[s.At+1:], '\n')
	case c == '#':
		s.LineComment()
	case c == '"' || c == '\'':
		s.quoted(s.At)
	case tokens.IsWord(c):
		s.word()
	default:
		s.mark()
	}
}

// recover leaves brackets that have no end: these keywords can't begin a line in brackets.
func (s *scanner) recover() {
	if s.depth == 0 {
		return
	}
	rest := strings.TrimLeft(s.Text[s.At:], " \t")
	for _, keyword := range []string{"def ", "class ", "import "} {
		if strings.HasPrefix(rest, keyword) {
			s.depth = 0
			s.R.Broken = true
			s.end()
		}
	}
}

// word finds a name, or a string with a prefix.
func (s *scanner) word() {
	start := s.At
	prefix := s.Word(tokens.IsWord)
	if s.At < len(s.Text) && (s.Text[s.At] == '"' || s.Text[s.At] == '\'') && len(prefix) <= 2 && strings.Trim(strings.ToLower(prefix), "rbuft") == "" {
		s.quoted(start)
		return
	}
	s.Add(tokens.Name, start, s.At)
}

// quoted finds a string whose prefix begins at start.
func (s *scanner) quoted(start int) {
	prefix := strings.ToLower(s.Text[start:s.At])
	quote := s.Text[s.At : s.At+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(s.Text[s.At:], triple) {
		quote = triple
	}
	content := s.At + len(quote)
	end := content
	for end < len(s.Text) && !strings.HasPrefix(s.Text[end:], quote) {
		if s.Text[end] == '\n' && len(quote) == 1 {
			break
		}
		if s.Text[end] == '\\' && end+1 < len(s.Text) {
			end++
			if strings.HasPrefix(s.Text[end:], "\r\n") {
				end++
			}
		}
		end++
	}
	s.At = min(end+len(quote), len(s.Text))
	if !strings.HasPrefix(s.Text[end:], quote) {
		s.R.Broken = true
		s.At = end
	}
	value := s.Src.Slice(content, end)
	if !strings.Contains(prefix, "r") {
		value = s.Decode(content, end, tokens.Escapes{})
	}
	template := strings.ContainsAny(prefix, "ft") && strings.Contains(strings.ReplaceAll(value.Text, "{{", ""), "{")
	s.AddString(start, s.At, value, !template)
}

// marks are the operators of more than one character.
var marks = []string{"**=", "//=", ">>=", "<<=", "...", "==", "!=", "<=", ">=", "->", ":=", "|=", "+=", "-=", "*=", "/=", "%=", "&=", "^=", "@=", "**", "//", "<<", ">>"}

func (s *scanner) mark() {
	switch s.Text[s.At] {
	case '(', '[', '{':
		s.depth++
	case ')', ']', '}':
		s.depth = max(0, s.depth-1)
	}
	s.Mark(marks)
}

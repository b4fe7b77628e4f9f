package rust

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// scanner finds the tokens of a file.
type scanner struct {
	tokens.Scanner
	noString bool // a quote that follows begins no string: one before has no end
}

func scan(r *report.Reporter, src report.Source) *tokens.File {
	s := &scanner{Scanner: tokens.NewScanner(r, src)}
	for s.At < len(s.Text) {
		s.next()
	}
	s.Finish()
	return s.File
}

func (s *scanner) next() {
	c := s.Text[s.At]
	rest := s.Text[s.At:]
	switch {
	case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		s.At++
	case strings.HasPrefix(rest, "//"):
		s.LineComment()
	case strings.HasPrefix(rest, "/*"):
		s.block()
	case c == '"' && !s.noString:
		s.quoted(s.At)
	case c == '\'':
		s.character()
	case tokens.IsWord(c):
		s.word()
	default:
		s.Mark(marks)
	}
}

// marks are the operators of more than one character.
var marks = []string{"::", "=>", "->", "==", "!=", "<=", ">=", "..=", ".."}

// block finds a comment that can hold others.
func (s *scanner) block() {
	depth := 0
	end := s.At
	for end < len(s.Text) {
		switch {
		case strings.HasPrefix(s.Text[end:], "/*"):
			depth++
			end += 2
		case strings.HasPrefix(s.Text[end:], "*/"):
			depth--
			end += 2
		default:
			end++
		}
		if depth == 0 {
			break
		}
	}
	s.Comment(s.At, end)
	s.At = end
}

// character finds a character or a lifetime.
func (s *scanner) character() {
	start := s.At
	rest := s.Text[start+1:]
	switch {
	case strings.HasPrefix(rest, `\`):
		s.At += 3
		for s.At < len(s.Text) && s.Text[s.At] != '\'' && s.Text[s.At] != '\n' {
			s.At++
		}
		s.At = min(s.At+1, len(s.Text))
	case characterLength(rest) > 0:
		s.At += characterLength(rest) + 2
	default:
		s.At++
		s.Word(tokens.IsWord)
	}
	s.Add(tokens.Name, start, s.At)
}

// characterLength returns the length of the character before a quote, or 0.
func characterLength(text string) int {
	for i, r := range text {
		if i > 0 {
			if r == '\'' {
				return i
			}
			return 0
		}
	}
	return 0
}

// word finds a name, or a string with a prefix.
func (s *scanner) word() {
	start := s.At
	word := s.Word(tokens.IsWord)
	rest := s.Rest()
	switch word {
	case "b", "c":
		if strings.HasPrefix(rest, `"`) && !s.noString {
			s.quoted(start)
			return
		}
	case "r", "br", "cr":
		hashes := len(rest) - len(strings.TrimLeft(rest, "#"))
		if strings.HasPrefix(rest[hashes:], `"`) {
			s.raw(start, hashes)
			return
		}
	}
	s.Add(tokens.Name, start, s.At)
}

// raw finds a raw string.
func (s *scanner) raw(start, hashes int) {
	content := s.At + hashes + 1
	quote := `"` + strings.Repeat("#", hashes)
	n := strings.Index(s.Text[content:], quote)
	if n < 0 {
		s.R.Broken = true
		n = len(s.Text) - content
		quote = ""
	}
	s.At = content + n + len(quote)
	s.AddString(start, s.At, s.Src.Slice(content, content+n), true)
}

// quoted finds a string.
func (s *scanner) quoted(start int) {
	content := s.At + 1
	end := content
	for end < len(s.Text) && s.Text[end] != '"' {
		if s.Text[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(s.Text) {
		s.noString = true
		s.R.Broken = true
		s.Add(tokens.Mark, start, content)
		s.At = content
		return
	}
	s.At = end + 1
	s.AddString(start, s.At, s.Decode(content, end, tokens.Escapes{Indent: true}), true)
}

package python

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// scanner finds the tokens of a file.
type scanner struct {
	*tokens.File
	text  string
	at    int
	depth int // of brackets; line ends in them don't end a statement
}

func scan(r *report.Reporter, src report.Source) *tokens.File {
	s := &scanner{File: &tokens.File{R: r, Src: src}, text: src.Text}
	for s.at < len(s.text) {
		s.next()
	}
	s.end()
	s.Finish()
	return s.File
}

// end ends a statement.
func (s *scanner) end() {
	if n := len(s.Tokens); n > 0 && s.Tokens[n-1].Kind != tokens.End && s.depth == 0 {
		s.Add(tokens.End, s.at, s.at)
	}
}

func (s *scanner) next() {
	c := s.text[s.at]
	switch {
	case c == '\n':
		s.end()
		s.at++
		s.recover()
	case c == ' ' || c == '\t' || c == '\r' || c == '\f':
		s.at++
	case c == '\\' && strings.HasPrefix(strings.TrimPrefix(s.text[s.at+1:], "\r"), "\n"):
		s.at += 2 + strings.IndexByte(s.text[s.at+1:], '\n')
	case c == '#':
		end := report.LineEnd(s.text, s.at)
		s.Comment(s.at, end)
		s.at = end
	case c == '"' || c == '\'':
		s.quoted(s.at)
	case isWord(c):
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
	rest := strings.TrimLeft(s.text[s.at:], " \t")
	for _, keyword := range []string{"def ", "class ", "import "} {
		if strings.HasPrefix(rest, keyword) {
			s.depth = 0
			s.R.Broken = true
			s.end()
		}
	}
}

func isWord(c byte) bool {
	return c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// word finds a name, or a string with a prefix.
func (s *scanner) word() {
	start := s.at
	for s.at < len(s.text) && isWord(s.text[s.at]) {
		s.at++
	}
	prefix := s.text[start:s.at]
	if s.at < len(s.text) && (s.text[s.at] == '"' || s.text[s.at] == '\'') && len(prefix) <= 2 && strings.Trim(strings.ToLower(prefix), "rbuft") == "" {
		s.quoted(start)
		return
	}
	s.Add(tokens.Name, start, s.at)
}

// quoted finds a string whose prefix begins at start.
func (s *scanner) quoted(start int) {
	prefix := strings.ToLower(s.text[start:s.at])
	quote := s.text[s.at : s.at+1]
	if triple := strings.Repeat(quote, 3); strings.HasPrefix(s.text[s.at:], triple) {
		quote = triple
	}
	content := s.at + len(quote)
	end := content
	for end < len(s.text) && !strings.HasPrefix(s.text[end:], quote) {
		if s.text[end] == '\n' && len(quote) == 1 {
			break
		}
		if s.text[end] == '\\' && end+1 < len(s.text) {
			end++
			if strings.HasPrefix(s.text[end:], "\r\n") {
				end++
			}
		}
		end++
	}
	s.at = min(end+len(quote), len(s.text))
	if !strings.HasPrefix(s.text[end:], quote) {
		s.R.Broken = true
		s.at = end
	}
	value := s.Src.Slice(content, end)
	if !strings.Contains(prefix, "r") && strings.Contains(value.Text, `\`) {
		value = s.decode(content, end)
	}
	template := strings.ContainsAny(prefix, "ft") && strings.Contains(strings.ReplaceAll(value.Text, "{{", ""), "{")
	s.AddString(start, s.at, value, !template)
}

// decode decodes escapes.
func (s *scanner) decode(i, end int) report.Source {
	d := s.Src.Decode()
	for i < end {
		if s.text[i] != '\\' || i+1 >= end {
			d.Copy(i, i+1)
			i++
			continue
		}
		switch c := s.text[i+1]; c {
		case 'n':
			d.Add("\n", i)
		case 't':
			d.Add("\t", i)
		case 'r':
			d.Add("\r", i)
		case '\\', '\'', '"':
			d.Add(string(c), i)
		case '\r', '\n': // a continued line
			if c == '\r' && i+2 < end && s.text[i+2] == '\n' {
				i++
			}
		default:
			d.Copy(i, i+2)
		}
		i += 2
	}
	return d.Source(end)
}

// marks are the operators of more than one character.
var marks = []string{"**=", "//=", ">>=", "<<=", "...", "==", "!=", "<=", ">=", "->", ":=", "|=", "+=", "-=", "*=", "/=", "%=", "&=", "^=", "@=", "**", "//", "<<", ">>"}

func (s *scanner) mark() {
	n := 1
	for _, m := range marks {
		if strings.HasPrefix(s.text[s.at:], m) {
			n = len(m)
			break
		}
	}
	switch s.text[s.at] {
	case '(', '[', '{':
		s.depth++
	case ')', ']', '}':
		s.depth = max(0, s.depth-1)
	}
	s.Add(tokens.Mark, s.at, s.at+n)
	s.at += n
}

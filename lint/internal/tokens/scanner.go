package tokens

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Scanner is a place in a file whose tokens are being found.
type Scanner struct {
	*File
	Text string
	At   int
}

// NewScanner returns a scanner at the beginning of a file.
func NewScanner(r *report.Reporter, src report.Source) Scanner {
	return Scanner{File: &File{R: r, Src: src}, Text: src.Text}
}

// Rest returns the text that is not read.
func (s *Scanner) Rest() string { return s.Text[s.At:] }

// LineComment reads a comment up to the end of the line.
func (s *Scanner) LineComment() {
	end := report.LineEnd(s.Text, s.At)
	s.Comment(s.At, end)
	s.At = end
}

// Word reads the characters of a name.
func (s *Scanner) Word(isWord func(byte) bool) string {
	start := s.At
	for s.At < len(s.Text) && isWord(s.Text[s.At]) {
		s.At++
	}
	return s.Text[start:s.At]
}

// IsWord reports whether a character can be a part of a name in most languages.
func IsWord(c byte) bool {
	return c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// Mark reads an operator: the first of those of more than one character that matches, or
// one character.
func (s *Scanner) Mark(long []string) {
	n := 1
	for _, m := range long {
		if strings.HasPrefix(s.Rest(), m) {
			n = len(m)
			break
		}
	}
	s.Add(Mark, s.At, s.At+n)
	s.At += n
}

// Escapes says what differs between the escapes of languages.
type Escapes struct {
	Itself bool // a mark after a backslash stands for itself
	Indent bool // the blanks at the beginning of a continued line don't count
}

// Decode decodes the escapes in a string from i up to end.
func (s *Scanner) Decode(i, end int, e Escapes) report.Source {
	if !strings.Contains(s.Text[i:end], `\`) {
		return s.Src.Slice(i, end)
	}
	d := s.Src.Decode()
	for i < end {
		if s.Text[i] != '\\' || i+1 >= end {
			d.Copy(i, i+1)
			i++
			continue
		}
		switch c := s.Text[i+1]; {
		case c == 'n':
			d.Add("\n", i)
		case c == 't':
			d.Add("\t", i)
		case c == 'r':
			d.Add("\r", i)
		case c == '\n' || c == '\r':
			i = s.continued(i, end, e)
		case strings.IndexByte(`\'"`, c) >= 0 || e.Itself && !IsWord(c):
			d.Add(string(c), i)
		default:
			d.Copy(i, i+2)
		}
		i += 2
	}
	return d.Source(end)
}

// continued returns where the escape at i, a line end, ends, less its two characters.
func (s *Scanner) continued(i, end int, e Escapes) int {
	if s.Text[i+1] == '\r' && i+2 < end && s.Text[i+2] == '\n' {
		i++
	}
	for e.Indent && i+2 < end && strings.IndexByte(" \t\r\n", s.Text[i+2]) >= 0 {
		i++
	}
	return i
}

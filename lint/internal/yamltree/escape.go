package yamltree

import (
	"strconv"
	"strings"
)

// escapes are the meanings of one character after a backslash.
var escapes = map[byte]string{
	'0': "\x00", 'a': "\a", 'b': "\b", 't': "\t", '\t': "\t", 'n': "\n", 'v': "\v", 'f': "\f", 'r': "\r", 'e': "\x1b",
	' ': " ", '"': `"`, '/': "/", '\\': `\`, 'N': "\u0085", '_': "\u00a0", 'L': "\u2028", 'P': "\u2029",
}

// escape decodes an escape sequence in double quotes.
func (s *scanner) escape() {
	start := s.at
	c := s.text[s.at+1]
	s.at += 2
	switch digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]; {
	case digits > 0:
		end := min(s.at+digits, len(s.text))
		code, err := strconv.ParseUint(s.text[s.at:end], 16, 32)
		if err == nil {
			s.out.Add(string(rune(code)), start)
			s.at = end
		}
	case c == '\n' || c == '\r': // a continued line
		if c == '\r' {
			s.at = min(s.at+1, len(s.text))
		}
		first := s.at
		for s.at < len(s.text) && isBlank(s.text[s.at]) {
			s.at++
		}
		s.out.Add(strings.Repeat("\n", strings.Count(s.text[first:s.at], "\n")), start)
	default:
		s.out.Add(escapes[c], start)
	}
}

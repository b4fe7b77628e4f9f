package rust

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/tokens"
)

// scanner finds the tokens of a file.
type scanner struct {
	*tokens.File
	text     string
	at       int
	noString bool // a quote that follows begins no string: one before has no end
}

func scan(r *report.Reporter, src report.Source) *tokens.File {
	s := &scanner{File: &tokens.File{R: r, Src: src}, text: src.Text}
	for s.at < len(s.text) {
		s.next()
	}
	s.Finish()
	return s.File
}

func (s *scanner) next() {
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
		s.block()
	case c == '"' && !s.noString:
		s.quoted(s.at)
	case c == '\'':
		s.character()
	case isWord(c):
		s.word()
	default:
		n := 1
		for _, m := range []string{"::", "=>", "->", "==", "!=", "<=", ">=", "..=", ".."} {
			if strings.HasPrefix(rest, m) {
				n = len(m)
				break
			}
		}
		s.Add(tokens.Mark, s.at, s.at+n)
		s.at += n
	}
}

func isWord(c byte) bool {
	return c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// block finds a comment that can hold others.
func (s *scanner) block() {
	depth := 0
	end := s.at
	for end < len(s.text) {
		switch {
		case strings.HasPrefix(s.text[end:], "/*"):
			depth++
			end += 2
		case strings.HasPrefix(s.text[end:], "*/"):
			depth--
			end += 2
		default:
			end++
		}
		if depth == 0 {
			break
		}
	}
	s.Comment(s.at, end)
	s.at = end
}

// character finds a character or a lifetime.
func (s *scanner) character() {
	start := s.at
	rest := s.text[start+1:]
	switch {
	case strings.HasPrefix(rest, `\`):
		s.at += 3
		for s.at < len(s.text) && s.text[s.at] != '\'' && s.text[s.at] != '\n' {
			s.at++
		}
		s.at = min(s.at+1, len(s.text))
	case characterLength(rest) > 0:
		s.at += characterLength(rest) + 2
	default:
		s.at++
		for s.at < len(s.text) && isWord(s.text[s.at]) {
			s.at++
		}
	}
	s.Add(tokens.Name, start, s.at)
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
	start := s.at
	for s.at < len(s.text) && isWord(s.text[s.at]) {
		s.at++
	}
	rest := s.text[s.at:]
	switch s.text[start:s.at] {
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
	s.Add(tokens.Name, start, s.at)
}

// raw finds a raw string.
func (s *scanner) raw(start, hashes int) {
	content := s.at + hashes + 1
	quote := `"` + strings.Repeat("#", hashes)
	n := strings.Index(s.text[content:], quote)
	if n < 0 {
		s.R.Broken = true
		n = len(s.text) - content
		quote = ""
	}
	s.at = content + n + len(quote)
	s.AddString(start, s.at, s.Src.Slice(content, content+n), true)
}

// quoted finds a string.
func (s *scanner) quoted(start int) {
	content := s.at + 1
	end := content
	for end < len(s.text) && s.text[end] != '"' {
		if s.text[end] == '\\' {
			end++
		}
		end++
	}
	if end >= len(s.text) {
		s.noString = true
		s.R.Broken = true
		s.Add(tokens.Mark, start, content)
		s.at = content
		return
	}
	s.at = end + 1
	s.AddString(start, s.at, s.decode(content, end), true)
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
		switch c := s.text[i+1]; c {
		case 'n':
			d.Add("\n", i)
		case 't':
			d.Add("\t", i)
		case 'r':
			d.Add("\r", i)
		case '\\', '\'', '"':
			d.Add(string(c), i)
		case '\r', '\n': // the blanks at the beginning of the next line don't count
			for i+2 < end && strings.ContainsRune(" \t\r\n", rune(s.text[i+2])) {
				i++
			}
		default:
			d.Copy(i, i+2)
		}
		i += 2
	}
	return d.Source(end)
}

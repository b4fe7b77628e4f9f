package yamltree

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// block decodes a block scalar in a collection at column parent. It returns the start of
// the line after the content, so that a deletion of the last line leaves no indentation.
func (s *scanner) block(parent int, folds bool) int {
	headerEnd := report.LineEnd(s.text, s.at)
	header := s.text[s.at:headerEnd]
	s.at = nextLine(s.text, s.at)
	lines, indent := s.blockLines(parent, header)
	for len(lines) > 0 && lines[len(lines)-1].empty {
		lines = lines[:len(lines)-1] // line ends after the content don't matter to a script
	}
	for i, l := range lines {
		if !l.empty {
			s.out.Copy(l.start+indent, l.end)
		}
		next := nextLine(s.text, l.end)
		switch {
		case next == l.end || next == len(s.text) && s.text[next-1] != '\n': // the end of the file
		case folds && i+1 < len(lines) && folded(s.text, lines, i, indent):
			if !l.empty && !lines[i+1].empty {
				s.out.Add(" ", l.end)
			} else if l.empty {
				s.out.Add("\n", l.end)
			}
		case l.end < len(s.text) && s.text[l.end] == '\r': // what ends here ends before it
			s.out.Add("\n", l.end)
		default:
			s.out.Copy(l.end, next)
		}
		s.at = next
	}
	end := s.at
	s.at = headerEnd
	if len(lines) > 0 {
		s.at = lines[len(lines)-1].end
	}
	return end
}

// line is a line of a block, without its line end.
type line struct {
	start, end int
	empty      bool
}

// blockLines returns the lines of a block and its indentation.
func (s *scanner) blockLines(parent int, header string) (lines []line, indent int) {
	indent = -1
	for _, c := range header {
		if c == ' ' || c == '\t' || c == '#' {
			break
		}
		if '1' <= c && c <= '9' {
			indent = max(parent, 0) + int(c-'0')
		}
	}
	for at := s.at; at < len(s.text); {
		end := report.LineEnd(s.text, at)
		content := strings.TrimLeft(s.text[at:end], " ")
		spaces := end - at - len(content)
		switch {
		case content == "" && (indent < 0 || spaces <= indent):
			lines = append(lines, line{at, end, true})
		case indent < 0 && spaces > parent:
			indent = spaces
			lines = append(lines, line{at, end, false})
		case indent >= 0 && spaces >= indent && (indent > 0 || !strings.HasPrefix(content, "---")):
			lines = append(lines, line{at, end, false})
		default:
			return lines, max(indent, 0)
		}
		if at = nextLine(s.text, end); at == end {
			break
		}
	}
	return lines, max(indent, 0)
}

// folded reports whether the line end after line i is part of a fold: the lines around
// it don't begin with blanks.
func folded(text string, lines []line, i, indent int) bool {
	for j := i; j >= 0; j-- {
		if !lines[j].empty {
			if isBlank(text[lines[j].start+indent]) {
				return false
			}
			break
		}
	}
	for _, l := range lines[i+1:] {
		if !l.empty {
			return !isBlank(text[l.start+indent])
		}
	}
	return false
}

// nextLine returns the start of the line after the one with byte i.
func nextLine(text string, i int) int {
	if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(text)
}

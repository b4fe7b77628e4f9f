package yamltree

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Style is how a scalar is written.
type Style int

// The styles of scalars.
const (
	Plain Style = iota
	SingleQuoted
	DoubleQuoted
	Literal
	Folded
)

// scalar finds the end of a scalar and decodes it. The parser only tells where it starts.
func (b builder) scalar(n *Node, from *yaml.Node) {
	if text := b.doc.masked[n.Start:]; from.Style&^yaml.TaggedStyle == 0 && strings.HasPrefix(text, from.Value) {
		n.End = n.Start + len(from.Value) // on one line, as most are
		n.Source = b.doc.Source.Slice(n.Start, n.End)
		return
	}
	s := scanner{text: b.doc.masked, at: n.Start, out: b.doc.Source.Decode()}
	var end int
	switch {
	case from.Style&yaml.DoubleQuotedStyle != 0 && s.is('"'):
		n.Style = DoubleQuoted
		end = s.doubleQuoted()
	case from.Style&yaml.SingleQuotedStyle != 0 && s.is('\''):
		n.Style = SingleQuoted
		end = s.singleQuoted()
	case from.Style&yaml.LiteralStyle != 0 && s.is('|'):
		n.Style = Literal
		end = s.block(b.indentation(n), false)
	case from.Style&yaml.FoldedStyle != 0 && s.is('>'):
		n.Style = Folded
		end = s.block(b.indentation(n), true)
	default:
		s.plain(from.Value)
		end = s.at
	}
	n.Source = s.out.Source(end)
	n.End = s.at
}

// indentation returns the column of the collection around a scalar, from 0, or -1.
func (b builder) indentation(n *Node) int {
	for n.parent != nil && n.parent.Flow {
		n = n.parent
	}
	if n.parent == nil {
		return -1
	}
	first := n
	if len(n.parent.children) > 0 {
		first = n.parent.children[0]
	}
	at := first.whole
	if n.parent.Kind == Sequence {
		at = b.doc.dash(at)
	}
	return at - report.LineStart(b.doc.masked, at)
}

// scanner decodes a scalar.
type scanner struct {
	text string
	at   int
	out  *report.Decoder
}

func (s *scanner) is(c byte) bool { return s.at < len(s.text) && s.text[s.at] == c }

// plain decodes a scalar without quotes, whose value is known, but for its places.
func (s *scanner) plain(value string) {
	for i := 0; i < len(value) && s.at < len(s.text); {
		if isBlank(s.text[s.at]) && isBlank(value[i]) {
			if s.fold() {
				for i < len(value) && isBlank(value[i]) {
					i++
				}
				continue
			}
		} else if s.text[s.at] != value[i] {
			return
		}
		s.out.Copy(s.at, s.at+1)
		s.at++
		i++
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// fold decodes blanks with a line end: one means a space, others mean themselves.
func (s *scanner) fold() bool {
	end := s.at
	for end < len(s.text) && isBlank(s.text[end]) {
		end++
	}
	switch breaks := strings.Count(s.text[s.at:end], "\n"); breaks {
	case 0:
		return false
	case 1:
		s.out.Add(" ", s.at)
	default:
		s.out.Add(strings.Repeat("\n", breaks-1), s.at)
	}
	s.at = end
	return true
}

// singleQuoted decodes a scalar in single quotes and returns the place of the last one.
func (s *scanner) singleQuoted() int {
	for s.at++; s.at < len(s.text); {
		switch c := s.text[s.at]; {
		case c == '\'' && strings.HasPrefix(s.text[s.at:], "''"):
			s.out.Add("'", s.at)
			s.at += 2
		case c == '\'':
			s.at++
			return s.at - 1
		case isBlank(c) && s.fold():
		default:
			s.out.Copy(s.at, s.at+1)
			s.at++
		}
	}
	return s.at
}

// doubleQuoted decodes a scalar in double quotes and returns the place of the last one.
func (s *scanner) doubleQuoted() int {
	for s.at++; s.at < len(s.text); {
		switch c := s.text[s.at]; {
		case c == '\\' && s.at+1 < len(s.text):
			s.escape()
		case c == '"':
			s.at++
			return s.at - 1
		case isBlank(c) && s.fold():
		default:
			s.out.Copy(s.at, s.at+1)
			s.at++
		}
	}
	return s.at
}

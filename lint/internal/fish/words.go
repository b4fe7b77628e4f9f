package fish

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// word parses the word at i and returns the place after it.
func (p *parser) word(i int) (report.Word, int) {
	text := p.src.Text
	if end := plainEnd(text, i); end > i {
		return report.Word{Source: p.src.Slice(i, end), Start: p.src.At(i), End: p.src.At(end), Constant: true}, end
	}
	w := wordParser{parser: p, constant: true}
	if p.decoding {
		w.decoder = p.src.Decode()
	}
	start, end := i, i
	for i < len(text) && !endsWord(text[i:]) {
		c := text[i]
		switch c {
		case '\'':
			i = w.single(i + 1)
		case '"':
			i = w.double(i + 1)
		case '\\':
			i = w.escape(i)
		case '$':
			i = w.variable(i)
		case '(':
			i = w.substitution(i, i)
		default:
			w.constant = w.constant && c != '{'
			w.Copy(i, i+1)
			i++
		}
		if end = i; (c == '\'' || c == '"') && i-1 > start && text[i-1] == c {
			end-- // before the closing quote
		}
	}
	if i == start { // a stray parenthesis
		w.Copy(i, i+1)
		i++
		end = i
	}
	if !p.decoding {
		return report.Word{}, i
	}
	return report.Word{Source: w.decoder.Source(end), Start: p.src.At(start), End: p.src.At(i), Constant: w.constant}, i
}

// endsWord reports whether a word ends before text.
func endsWord(text string) bool {
	return strings.IndexByte(" \t\r\n;|&<>)", text[0]) >= 0 || strings.HasPrefix(text, "\\\n") || strings.HasPrefix(text, "\\\r\n")
}

// wordParser decodes a word.
type wordParser struct {
	*parser
	decoder  *report.Decoder // nil: only the end is of interest
	constant bool
}

// Copy adds text as it is.
func (w *wordParser) Copy(i, j int) {
	if w.decoder != nil {
		w.decoder.Copy(i, j)
	}
}

// Add adds what an escape sequence means.
func (w *wordParser) Add(meaning string, i int) {
	if w.decoder != nil {
		w.decoder.Add(meaning, i)
	}
}

// plainEnd returns the end of the word at i if it is as it is written, or i.
func plainEnd(text string, i int) int {
	for at := i; at < len(text); at++ {
		if strings.IndexByte("'\"\\$(){}", text[at]) >= 0 {
			return i
		}
		if endsWord(text[at:]) {
			return at
		}
	}
	return len(text)
}

// single decodes what is in single quotes, from i on, and returns the place after it.
func (w *wordParser) single(i int) int {
	text := w.src.Text
	for i < len(text) {
		switch {
		case text[i] == '\'':
			return i + 1
		case text[i] == '\\' && i+1 < len(text) && (text[i+1] == '\'' || text[i+1] == '\\'):
			w.Add(text[i+1:i+2], i)
			i += 2
		default:
			w.Copy(i, i+1)
			i++
		}
	}
	w.r.Broken = true
	return i
}

// double decodes what is in double quotes, from i on, and returns the place after it.
func (w *wordParser) double(i int) int {
	text := w.src.Text
	for i < len(text) {
		switch {
		case text[i] == '"':
			return i + 1
		case strings.HasPrefix(text[i:], "\\\n"):
			i += 2
		case text[i] == '\\' && i+1 < len(text) && strings.IndexByte(`"$\`, text[i+1]) >= 0:
			w.Add(text[i+1:i+2], i)
			i += 2
		case text[i] == '$':
			i = w.variable(i)
		default:
			w.Copy(i, i+1)
			i++
		}
	}
	w.r.Broken = true
	return i
}

// escape decodes an escape sequence outside quotes.
func (w *wordParser) escape(i int) int {
	text := w.src.Text
	if i+1 >= len(text) {
		w.Copy(i, i+1)
		return i + 1
	}
	switch text[i+1] {
	case 'n':
		w.Add("\n", i)
	case 't':
		w.Add("\t", i)
	case 'a', 'b', 'e', 'f', 'r', 'v', 'c', 'x', 'X', 'u', 'U', '0', '1', '2', '3', '4', '5', '6', '7':
		w.Add("?", i) // a character that no name or mode has
	default:
		w.Copy(i+1, i+2)
	}
	return i + 2
}

// variable copies an expansion, with the index that can follow its name.
func (w *wordParser) variable(i int) int {
	text := w.src.Text
	w.constant = false
	if strings.HasPrefix(text[i:], "$(") {
		return w.substitution(i, i+1)
	}
	end := i + 1
	for end < len(text) && (text[end] == '$' || text[end] == '_' || report.IsIdentifier("_"+text[end:end+1])) {
		end++
	}
	w.Copy(i, end)
	return end
}

// substitution parses a command substitution, whose parenthesis is at open.
func (w *wordParser) substitution(i, open int) int {
	w.constant = false
	end, known := w.ends[open]
	if !known {
		end = open + 1
		if w.depth < maxDepth {
			end = w.list(end, true)
		}
		w.ends[open] = end
	}
	w.Copy(i, end)
	return end
}

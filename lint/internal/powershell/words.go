package powershell

import (
	"strings"
	"unicode/utf8"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// wordParser decodes a word.
type wordParser struct {
	*parser
	*report.Decoder
	constant bool
	end      int // of the text, before a closing quote
	result   word
}

// word parses the word at i and returns the place after it. Brackets, with what is in
// them, belong to a word.
func (p *parser) word(i int) (word, int) {
	if end := plainEnd(p.src.Text, i); end > i {
		return word{Word: report.Word{Source: p.src.Slice(i, end), Start: p.src.At(i), End: p.src.At(end), Constant: true}}, end
	}
	w := wordParser{parser: p, Decoder: p.src.Decode(), constant: true}
	start := i
	i = w.parts(i)
	w.result.Word = report.Word{Source: w.Source(w.end), Start: p.src.At(start), End: p.src.At(i), Constant: w.constant}
	return w.result, i
}

// plainEnd returns the end of the word at i if it is as it is written, else i.
func plainEnd(text string, i int) int {
	for at := i; at < len(text); at++ {
		c := text[at]
		if at > i && endsWord(text[at:]) {
			return at
		}
		if c >= 0x80 || strings.IndexByte("'\"`$@&,(){};|>\r\n", c) >= 0 {
			return i
		}
	}
	return len(text)
}

// parts decodes the parts of a word.
func (w *wordParser) parts(i int) int {
	text := w.src.Text
	start := i
	quote, _ := quoteAt(text[i:])
	w.result.literal = quote != 0 || isHereString(text[i:])
	for i < len(text) {
		quote, width := quoteAt(text[i:])
		w.end = -1
		switch c := text[i]; {
		case i > start && endsWord(text[i:]):
			w.end = w.endOf(i)
			return i
		case i == start && (c == '&' || c == ','):
			w.Copy(i, i+1)
			w.end = i + 1
			return i + 1
		case isHereString(text[i:]):
			i = w.hereString(i)
		case quote == '\'':
			i = w.single(i + width)
		case quote == '"':
			i = w.double(i + width)
		case strings.HasPrefix(text[i:], "@{"):
			i = w.bracket(i, i+1, hash)
			w.result.entries = w.last
		case c == '{':
			i = w.bracket(i, i, block)
		case strings.HasPrefix(text[i:], "$(") || strings.HasPrefix(text[i:], "@("):
			elements := i == start && c == '@'
			i = w.bracket(i, i+1, value_)
			if elements && len(w.last) == 1 {
				w.result.elements = w.last[0].words
			}
		case c == '(':
			i = w.group(start, i)
		case c == '$':
			i = w.variable(i)
		case c == '`' && i+1 < len(text):
			w.Add(text[i+1:i+2], i)
			i += 2
		default:
			w.Copy(i, i+1)
			i++
		}
	}
	w.end = w.endOf(i)
	return i
}

// endOf returns the end of the text of a word that ends at i: a closing quote doesn't
// belong to it.
func (w *wordParser) endOf(i int) int {
	_, size := utf8.DecodeLastRuneInString(w.src.Text[:i])
	if quote, width := quoteAt(w.src.Text[i-size:]); quote != 0 && width == size && w.result.literal {
		return i - size
	}
	return i
}

// endsWord reports whether a word ends before text.
func endsWord(text string) bool {
	return strings.IndexByte(" \t\r\n;|)}{,>", text[0]) >= 0 || strings.HasPrefix(text, "&&") || strings.HasPrefix(text, "`\n") || strings.HasPrefix(text, "`\r\n")
}

// quoteAt returns the quote at the start of text, as ' or ", and its length. Typographic
// quotes are quotes too.
func quoteAt(text string) (quote byte, width int) {
	r, size := utf8.DecodeRuneInString(text)
	switch r {
	case '\'', '‘', '’', '‚', '‛':
		return '\'', size
	case '"', '“', '”', '„':
		return '"', size
	}
	return 0, size
}

// single decodes what is in single quotes from i on.
func (w *wordParser) single(i int) int {
	text := w.src.Text
	for i < len(text) {
		quote, width := quoteAt(text[i:])
		if quote != '\'' {
			w.Copy(i, i+width)
			i += width
			continue
		}
		if next, _ := quoteAt(text[i+width:]); next != '\'' {
			return i + width
		}
		w.Copy(i, i+width)
		i += 2 * width
	}
	w.r.Broken = true
	return i
}

// double decodes what is in double quotes from i on.
func (w *wordParser) double(i int) int {
	text := w.src.Text
	for i < len(text) {
		quote, width := quoteAt(text[i:])
		switch {
		case quote == '"':
			next, more := quoteAt(text[i+width:])
			if next != '"' {
				return i + width
			}
			w.Copy(i, i+width)
			i += width + more
		case text[i] == '`' && i+1 < len(text):
			w.escape(i)
			i += 2
		case strings.HasPrefix(text[i:], "$("):
			i = w.bracket(i, i+1, value_)
		case text[i] == '$':
			i = w.variable(i)
		default:
			w.Copy(i, i+width)
			i += width
		}
	}
	w.r.Broken = true
	return i
}

// escape decodes the escape sequence at i.
func (w *wordParser) escape(i int) {
	switch w.src.Text[i+1] {
	case 'n':
		w.Add("\n", i)
	case 'r':
		w.Add("\r", i)
	case 't':
		w.Add("\t", i)
	default:
		w.Add(w.src.Text[i+1:i+2], i)
	}
}

func isHereString(text string) bool {
	if !strings.HasPrefix(text, "@'") && !strings.HasPrefix(text, `@"`) {
		return false
	}
	line := text[2:report.LineEnd(text, 0)]
	return strings.TrimRight(line, " \t") == "" && len(text) > len(line)+2
}

// hereString copies a here-string, which ends at the start of a line.
func (w *wordParser) hereString(i int) int {
	text := w.src.Text
	w.constant = false // its line ends depend on the file
	end := len(text)
	if n := strings.Index(text[i:], "\n"+text[i+1:i+2]+"@"); n >= 0 {
		end = i + n + 3
	} else {
		w.r.Broken = true
	}
	w.Copy(i, end)
	return end
}

// variable copies the variable at i.
func (w *wordParser) variable(i int) int {
	text := w.src.Text
	end := nameEnd(text, i+1)
	if strings.HasPrefix(text[i:], "${") {
		if n := strings.IndexAny(text[i:], "}\n"); n > 0 && text[i+n] == '}' {
			end = i + n + 1
		}
	}
	if end > i+1 {
		w.constant = false
	}
	w.Copy(i, end)
	return end
}

// bracket parses the list in brackets, which open at open, as a part of a word.
func (w *wordParser) bracket(i, open int, kind kind) int {
	text := w.src.Text
	w.constant = false
	end := open + 1
	w.last = nil
	if w.depth < maxDepth {
		end = w.list(end, kind)
	}
	closing := byte(')')
	if text[open] == '{' {
		closing = '}'
	}
	if end < len(text) && text[end] == closing {
		end++
	} else {
		w.r.Broken = true
	}
	w.Copy(i, open+1) // what is in the brackets has been looked at
	return end
}

package powershell

import (
	"strings"
	"unicode/utf8"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// wordParser decodes a word.
type wordParser struct {
	*parser
	decoder  *report.Decoder // nil: only the end is of interest
	constant bool
	end      int // of the text, before a closing quote
	result   word
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

// word parses the word at i and returns the place after it. Brackets, with what is in
// them, belong to a word.
func (p *parser) word(i int) (word, int) {
	if end := plainEnd(p.src.Text, i); end > i {
		return word{Word: report.Word{Source: p.src.Slice(i, end), Start: p.src.At(i), End: p.src.At(end), Constant: true}}, end
	}
	w := wordParser{parser: p, constant: true}
	if p.decoding {
		w.decoder = p.src.Decode()
	}
	start := i
	if i = w.parts(i); !p.decoding {
		return word{}, i
	}
	w.result.Word = report.Word{Source: w.decoder.Source(w.end), Start: p.src.At(start), End: p.src.At(i), Constant: w.constant}
	return w.result, i
}

// plainEnd returns the end of the word at i if it is as it is written, or i.
func plainEnd(text string, i int) int {
	at := i + plain(text[i:])
	if at < len(text) && (at == i || !endsWord(text[at:])) {
		return i
	}
	return at
}

// plain returns the length of the start of text that is only letters, digits and what
// means nothing.
func plain(text string) int {
	for i := range len(text) {
		if c := text[i]; c >= 0x80 || strings.IndexByte("'\"`$@&,(){};|> \t\r\n", c) >= 0 {
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
		if n := plain(text[i:]); n > 0 {
			w.Copy(i, i+n)
			i += n
			continue
		}
		quote, width := quoteAt(text[i:])
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
			i = w.bracket(i, i+1, expression)
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

// variable copies the variable at i.
func (w *wordParser) variable(i int) int {
	text := w.src.Text
	end := nameEnd(text, i+1)
	if strings.HasPrefix(text[i:], "${") {
		end = max(end, closed(text, i, '}'))
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
	w.last = nil
	end, known := w.ends[open+1]
	used := w.decoding && text[i] == '@' && w.depth == w.decoded // what is in the list
	if !known || used {
		end = open + 1
		if w.depth < maxDepth {
			end = w.list(end, kind)
		}
		w.ends[open+1] = end
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

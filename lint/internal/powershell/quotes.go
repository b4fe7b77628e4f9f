package powershell

import (
	"strings"
	"unicode/utf8"
)

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
		if n := plain(text[i:]); n > 0 {
			w.Copy(i, i+n)
			i += n
			continue
		}
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
		if n := plain(text[i:]); n > 0 {
			w.Copy(i, i+n)
			i += n
			continue
		}
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
			i = w.bracket(i, i+1, expression)
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
	return strings.HasPrefix(strings.TrimLeft(text[2:], " \t\r"), "\n")
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

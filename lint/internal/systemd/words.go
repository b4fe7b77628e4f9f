package systemd

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// words splits a value at blanks outside quotes. In a command, a dollar sign begins a
// variable.
func words(src report.Source, command bool) (list []report.Word) {
	for i := 0; i < src.Len(); {
		if strings.IndexByte(blanks, src.Text[i]) >= 0 {
			i++
			continue
		}
		w, end := readWord(src, i, command)
		list = append(list, w)
		i = end
	}
	return list
}

// readWord reads the word at byte i, and returns its end.
func readWord(src report.Source, i int, command bool) (report.Word, int) {
	d := src.Decode()
	w := report.Word{Start: src.At(i), Constant: true}
	quote, content := byte(0), i
	for ; i < src.Len(); i++ {
		c := src.Text[i]
		switch {
		case quote == 0 && strings.IndexByte(blanks, c) >= 0:
			w.Source, w.End = d.Source(content), src.At(i-1)+1
			return w, i
		case c == quote:
			content, quote = i, 0
			continue
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == '\\' && i+1 < src.Len():
			d.Add(escape(src.Text[i+1:i+2]), i)
			i++
		case (c == '%' || c == '$' && command) && i+1 < src.Len() && src.Text[i+1] == c:
			d.Add(string(c), i)
			i++
		default:
			w.Constant = w.Constant && c != '%' && (c != '$' || !command)
			d.Copy(i, i+1)
		}
		content = i + 1
	}
	w.Source, w.End = d.Source(content), src.At(src.Len())
	return w, i
}

// escape returns the meaning of a character after a backslash.
func escape(c string) string {
	if k := strings.Index("nrtsabfv", c); k >= 0 {
		return "\n\r\t \a\b\f\v"[k : k+1]
	}
	return c
}

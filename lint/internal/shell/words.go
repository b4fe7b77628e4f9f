package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// word decodes a word.
func (l *linter) word(w *syntax.Word) report.Word {
	d := l.src.Decode()
	constant := true
	for _, p := range w.Parts {
		constant = l.part(d, p) && constant
	}
	start, end := l.at(w.Pos()), l.end(w)
	return report.Word{Source: d.Source(l.contentEnd(w)), Start: l.src.At(start), End: l.src.At(end), Constant: constant}
}

// contentEnd returns the end of the text of a word, before a closing quote.
func (l *linter) contentEnd(w *syntax.Word) int {
	end := l.end(w)
	if len(w.Parts) == 0 {
		return end
	}
	return l.unquotedEnd(w.Parts[len(w.Parts)-1])
}

// unquotedEnd returns the end of the text of a part, before its closing quote. There is
// none yet if the script is unfinished.
func (l *linter) unquotedEnd(p syntax.WordPart) int {
	start, end := l.at(p.Pos()), l.end(p)
	switch p.(type) {
	case *syntax.SglQuoted, *syntax.DblQuoted:
		if end-1 > start && strings.IndexByte(`"'`, l.src.Text[end-1]) >= 0 {
			return end - 1
		}
	}
	return end
}

// part decodes a part of a word and reports whether it is constant.
func (l *linter) part(d *report.Decoder, p syntax.WordPart) (constant bool) {
	start, end := l.at(p.Pos()), l.end(p)
	switch p := p.(type) {
	case *syntax.Lit:
		l.escapes(d, start, end, "")
		return true
	case *syntax.SglQuoted:
		if p.Dollar {
			l.dollarQuoted(d, start+2, l.unquotedEnd(p))
		} else {
			d.Copy(start+1, max(start+1, l.unquotedEnd(p)))
		}
		return true
	case *syntax.DblQuoted:
		constant = true
		for _, inner := range p.Parts {
			if lit, ok := inner.(*syntax.Lit); ok {
				l.escapes(d, l.at(lit.Pos()), l.end(lit), "$`\"\\\n")
			} else {
				constant = false
				d.Copy(l.at(inner.Pos()), l.end(inner))
			}
		}
		return constant
	}
	d.Copy(start, max(start, end))
	return false
}

// escapes decodes backslashes. special lists the characters before which they are one;
// "" means all.
func (l *linter) escapes(d *report.Decoder, i, end int, special string) {
	for i < end {
		c := l.src.Text[i]
		if c != '\\' || i+1 >= end || special != "" && !strings.ContainsRune(special, rune(l.src.Text[i+1])) {
			d.Copy(i, i+1)
			i++
			continue
		}
		if l.src.Text[i+1] != '\n' { // a continued line
			d.Add(l.src.Text[i+1:i+2], i)
		}
		i += 2
	}
}

// dollarQuoted decodes the escapes of $'...'.
func (l *linter) dollarQuoted(d *report.Decoder, i, end int) {
	for i < end {
		if l.src.Text[i] != '\\' || i+1 >= end {
			d.Copy(i, i+1)
			i++
			continue
		}
		meaning := l.src.Text[i+1 : i+2]
		switch meaning {
		case "n":
			meaning = "\n"
		case "t":
			meaning = "\t"
		case "r":
			meaning = "\r"
		}
		d.Add(meaning, i)
		i += 2
	}
}

package tree

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Assignments is a string with assignments that blanks separate, as in `A=1 B="x y"`.
func Assignments(l *Linter, item *Item) {
	if item.Value.Kind != String {
		return
	}
	text := item.Value.Text
	words := Words("env")
	for at := 0; at < text.Len(); {
		end := at + wordLen(text.Text[at:])
		if end > at {
			words = append(words, assignment(text, at, end))
		}
		at = end + 1
	}
	l.Report.Call(report.Call{
		Words: words,
		Remove: func(i, j int) []report.Edit {
			switch {
			case j-i == len(words)-1 && item.Remove != nil:
				return item.Remove()
			case j < len(words):
				return []report.Edit{{Start: words[i].Start, End: words[j].Start}}
			case i > 1:
				return []report.Edit{{Start: words[i-1].End, End: words[j-1].End}}
			}
			return nil
		},
		Context: report.Context{Scope: l.In.Scope},
	})
}

// wordLen returns the length of the word at the start of text.
func wordLen(text string) int {
	quote := byte(0)
	for i := range len(text) {
		switch c := text[i]; {
		case quote == 0 && strings.IndexByte(" \t\r\n", c) >= 0:
			return i
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		}
	}
	return len(text)
}

// assignment returns the word from i to j, whose value can have quotes.
func assignment(text report.Source, i, j int) report.Word {
	w := report.Word{Start: text.At(i), End: text.At(j)}
	d := text.Decode()
	for at := i; at < j; at++ {
		if c := text.Text[at]; c != '"' && c != '\'' {
			d.Copy(at, at+1)
		}
	}
	w.Source = d.Source(j)
	w.Constant = constant(w.Text) && !strings.Contains(w.Text, "$")
	return w
}

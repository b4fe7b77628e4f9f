package yaml

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// words splits a string at blanks that are not in quotes.
func words(n *node) (words []report.Word) {
	for at := 0; at < n.Len(); {
		end := at + wordLen(n.Text[at:])
		if end > at {
			words = append(words, report.Word{
				Source: n.Slice(at, end), Start: n.At(at), End: n.At(end),
				Constant: !strings.ContainsAny(n.Text[at:end], "$`"),
			})
		}
		at = end + 1
	}
	return words
}

// wordLen returns the length of the word at the start of text, whose quotes can have
// blanks.
func wordLen(text string) int {
	quote := byte(0)
	for i := range len(text) {
		switch c := text[i]; {
		case quote == 0 && (c == ' ' || c == '\t' || c == '\n'):
			return i
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		}
	}
	return len(text)
}

// containerOptions reports what the options of `docker run` set.
func (l *linter) containerOptions(n *node) {
	if !n.Is(yamltree.Scalar) || !l.once(n) {
		return
	}
	all := append([]report.Word{literal("docker"), literal("run")}, words(n)...)
	l.r.Call(report.Call{
		Words:   all,
		Context: report.Context{Scope: &report.Scope{}},
		Remove: func(i, j int) []report.Edit {
			switch {
			case j < len(all):
				return n.Valid([]report.Edit{{Start: all[i].Start, End: all[j].Start}})
			case i > 2:
				return n.Valid([]report.Edit{{Start: all[i-1].End, End: all[j-1].End}})
			}
			return yamltree.RemoveKey(n)
		},
	})
}

// literal is a word that is not in the file.
func literal(text string) report.Word {
	return report.Word{Source: report.Source{Text: text}, Constant: true}
}

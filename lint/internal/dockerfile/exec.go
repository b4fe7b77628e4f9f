package dockerfile

import (
	"strconv"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// exec reports a command in the form of a JSON list. It returns false if src is none.
func (f *file) exec(s *step, src report.Source, scope *report.Scope) bool {
	at := flagsEnd(src.Text, 0)
	words, ok := jsonList(src, at)
	if !ok {
		text := strings.TrimSpace(src.Text[at:])
		f.r.Broken = f.r.Broken || strings.HasPrefix(text, `["`) && !strings.HasSuffix(text, "]") // half typed
		return false
	}
	f.r.Call(report.Call{
		Words:   words,
		Context: report.Context{Scope: scope},
		Remove:  report.RemoveWords(words, func() []report.Edit { return f.remove(s.instruction) }),
	})
	return true
}

// jsonList reads a list of strings in JSON that is all of the text from byte i on.
func jsonList(src report.Source, i int) (list []report.Word, ok bool) {
	text := strings.TrimRight(src.Text, blanks)
	if i >= len(text) || text[i] != '[' || text[len(text)-1] != ']' {
		return nil, false
	}
	skip := func() {
		for i++; strings.IndexByte(blanks, text[i]) >= 0; i++ {
		}
	}
	for skip(); text[i] == '"'; skip() {
		w, end := jsonString(src, i, len(text)-1)
		if end < 0 {
			return nil, false
		}
		list = append(list, w)
		i = end - 1
		skip()
		if text[i] != ',' {
			break
		}
	}
	return list, i == len(text)-1 && len(list) > 0
}

// jsonString reads the string at byte i. Its end is negative if the text ends first.
func jsonString(src report.Source, i, last int) (w report.Word, end int) {
	d := src.Decode()
	for at := i + 1; at < last; at++ {
		switch c := src.Text[at]; {
		case c == '"':
			return report.Word{Source: d.Source(at), Start: src.At(i), End: src.At(at) + 1, Constant: true}, at + 1
		case c != '\\':
			d.Copy(at, at+1)
		case src.Text[at+1] == 'u' && at+5 < last:
			n, err := strconv.ParseUint(src.Text[at+2:at+6], 16, 16)
			if err != nil {
				return w, -1
			}
			d.Add(string(rune(n)), at)
			at += 5
		default:
			meaning := src.Text[at+1 : at+2]
			if k := strings.Index("nrtbf", meaning); k >= 0 {
				meaning = "\n\r\t\b\f"[k : k+1]
			}
			d.Add(meaning, at)
			at++
		}
	}
	return w, -1
}

package powershell

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// startProcess looks at the arguments and the environment of a program that
// Start-Process starts.
func (l *linter) startProcess(at place, words []word) {
	args := words[:0:0]
	for i := 1; i < len(words); i++ {
		w := words[i]
		option := strings.ToLower(w.Text)
		switch {
		case option == "-environment" && i+1 < len(words):
			i++
			l.entries(words[i])
		case option == "-filepath" || option == "-argumentlist" || option == "-args" || option == ",":
		case strings.HasPrefix(option, "-") && !w.literal && option != "-nonewwindow" && option != "-wait" && option != "-passthru":
			i++
		case strings.HasPrefix(option, "-") && !w.literal:
		default:
			args = append(args, elements(w)...)
		}
	}
	// The words are elements of a list: without one of them, a comma would remain.
	l.withoutFix(args)
}

// elements returns the arguments that a word means.
func elements(w word) (args []word) {
	for _, e := range w.elements {
		if e.Text != "," {
			args = append(args, e)
		}
	}
	if len(args) > 0 || !w.literal || !w.Constant {
		return append(args, w)[:max(1, len(args))]
	}
	at := 0
	for field := range strings.FieldsSeq(w.Text) {
		at += strings.Index(w.Text[at:], field)
		part := w.Slice(at, at+len(field))
		args = append(args, word{Word: report.Word{Source: part, Start: part.At(0), End: part.At(part.Len()), Constant: true}})
		at += len(field)
	}
	if len(args) == 1 {
		return []word{w}
	}
	return args
}

// withoutFix looks at a command line whose words can't be removed.
func (l *linter) withoutFix(words []word) {
	args := make([]report.Word, len(words))
	for i, w := range words {
		args[i] = w.Word
	}
	l.r.Call(report.Call{Words: args, Context: report.Context{Scope: l.in.Scope}})
}

// splatted looks at a hash table of parameters for Start-Process.
func (l *linter) splatted(entries []statement) {
	for _, s := range entries {
		if len(s.words) == 1 && strings.EqualFold(s.target, "Environment") && report.Suspicious(l.src.Text[s.start:s.end]) &&
			strings.Contains(strings.ToLower(l.src.Text), "start-process @") {
			l.entries(s.words[0])
		}
	}
}

// entries reports the variables in a hash table that is an environment.
func (l *linter) entries(table word) {
	for i, s := range table.entries {
		name := strings.Trim(s.target, `'"`)
		if !report.IsName(name) || len(s.words) == 0 || strings.EqualFold(s.words[0].Text, "$null") {
			continue
		}
		l.r.Set(report.Set{
			Name: name, Value: s.words[0].Text, Constant: len(s.words) == 1 && s.words[0].Constant,
			Start: l.src.At(s.start), End: l.src.At(s.start + len(s.target)),
			Remove: l.remove(place{table.entries, i, hash}),
		}, nil)
	}
}

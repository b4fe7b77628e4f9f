package fish

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// options are what the options of `set` say.
type options struct{ exports, other bool }

// parse looks at one option.
func (o *options) parse(option string) {
	switch option {
	case "--export":
		o.exports = true
	case "--unexport", "--erase", "--query", "--names", "--show":
		o.other = true
	}
	if !strings.HasPrefix(option, "--") {
		o.exports = o.exports || strings.Contains(option, "x")
		o.other = o.other || strings.ContainsAny(option, "ueqnSh")
	}
}

// set looks at the command that sets, exports, erases and queries variables.
func (l *linter) set(at place, words []report.Word) {
	var o options
	i := 1
	for ; i < len(words) && strings.HasPrefix(words[i].Text, "-"); i++ {
		if words[i].Text == "--" {
			i++
			break
		}
		o.parse(words[i].Text)
	}
	if o.other || i >= len(words) || !report.IsName(words[i].Text) {
		return
	}
	set := l.wholeStatement(at, words[i].Text)
	var values []string
	for _, w := range words[i+1:] {
		values = append(values, w.Text)
		set.Constant = set.Constant && w.Constant
	}
	set.Value = strings.Join(values, " ")
	switch {
	case !o.exports:
		l.bare = append(l.bare, set)
	case strings.Trim(set.Value, `"{}`) == "$"+set.Name:
		l.exports = append(l.exports, set)
	default:
		if l.always == nil {
			l.always = map[string]bool{}
		}
		l.always[set.Name] = true
		l.r.Set(set, l.in.Scope)
	}
}

// wholeStatement returns a Set whose range and fix is the statement.
func (l *linter) wholeStatement(at place, name string) report.Set {
	s := at.statement()
	set := report.Set{Name: name, Constant: true, Start: l.src.At(s.start), End: l.src.At(s.end), Remove: l.remove(at)}
	if !at.mustRemain() {
		set.Replace = []report.Edit{l.src.Replace(s.start, s.end, report.TurnOff)}
	}
	return set
}

// finish reports what `set` without an option assigned to variables that the script
// exports elsewhere.
func (l *linter) finish() {
	for _, set := range l.bare {
		exported := l.always[set.Name]
		for i, e := range l.exports {
			if e.Name != set.Name {
				continue
			}
			exported = true
			if both := report.Join(append(set.Remove[:len(set.Remove):len(set.Remove)], e.Remove...)); both != nil && len(e.Remove) > 0 {
				set.Remove = both
				l.exports[i].Remove = nil
			}
		}
		if exported {
			l.r.Set(set, l.in.Scope)
		}
	}
}

// export looks at the function that takes assignments as bash does.
func (l *linter) export(at place, words []report.Word) {
	for i, w := range words[1:] {
		name, value, ok := w.Assignment()
		if !ok || !report.IsName(name) {
			continue
		}
		set := l.wholeStatement(at, name)
		set.Value, set.Constant = value, w.Constant
		if len(words) > 2 {
			set.Remove = report.RemoveWords(words, nil)(i+1, i+2)
			set.Replace = nil
		}
		l.r.Set(set, l.in.Scope)
	}
}

// alias looks at `alias name=command` and `alias name command`.
func (l *linter) alias(words []report.Word) {
	var args []report.Word
	for _, w := range words[1:] {
		if !strings.HasPrefix(w.Text, "-") {
			args = append(args, w)
		}
	}
	switch len(args) {
	case 1:
		if name, _, ok := strings.Cut(args[0].Text, "="); ok {
			l.r.Embedded("fish", args[0].Slice(len(name)+1, args[0].Len()), report.Context{Scope: l.in.Scope})
		}
	case 2:
		l.r.Embedded("fish", args[1].Source, report.Context{Scope: l.in.Scope})
	}
}

// abbreviation looks at `abbr --add name command`, whose command can be one word or many.
func (l *linter) abbreviation(words []report.Word) {
	i := 1
	for ; i < len(words) && strings.HasPrefix(words[i].Text, "-"); i++ {
		switch words[i].Text {
		case "-p", "--position", "-r", "--regex", "-f", "--function":
			i++
		}
	}
	switch rest := words[min(len(words), i+1):]; len(rest) {
	case 0:
	case 1:
		l.r.Embedded("fish", rest[0].Source, report.Context{Scope: l.in.Scope})
	default:
		s := statement{words: rest, outer: l.src.Len(), joined: true}
		l.statement(place{[]statement{s}, 0, true})
	}
}

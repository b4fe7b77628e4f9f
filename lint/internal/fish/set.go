package fish

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// options are what the options of `set` say.
type options struct{ exports, other, local, universal bool }

// bare is a variable that is set without an export.
type bare struct {
	report.Set
	at    int
	keeps bool // it stays exported if it was
}

// parse looks at one option.
func (o *options) parse(option string) {
	switch option {
	case "--export":
		o.exports = true
	case "--local", "--function":
		o.local = true
	case "--universal":
		o.universal = true
	case "--unexport", "--erase", "--query", "--names", "--show":
		o.other = true
	}
	if !strings.HasPrefix(option, "--") {
		o.exports = o.exports || strings.Contains(option, "x")
		o.local = o.local || strings.ContainsAny(option, "lf")
		o.universal = o.universal || strings.Contains(option, "U")
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
	first, known := l.exported[set.Name]
	if start := at.statement().start; o.exports && !o.local && (!known || start < first) {
		if l.exported == nil {
			l.exported = map[string]int{}
		}
		l.exported[set.Name] = start
	}
	switch {
	case !o.exports:
		l.bare = append(l.bare, bare{set, at.statement().start, !o.local && !o.universal})
	case strings.Trim(set.Value, `"{}`) == "$"+set.Name:
		l.exports = append(l.exports, set)
	default:
		l.r.Set(set, l.in.Scope)
	}
}

// wholeStatement returns a Set whose range and fix is the statement.
func (l *linter) wholeStatement(at place, name string) report.Set {
	s := at.statement()
	set := report.Set{Name: name, Constant: true, Start: l.src.At(s.start), End: l.src.At(s.end), Remove: l.remove(at)}
	if s.joined {
		set.Start, set.End = s.words[0].Start, s.words[len(s.words)-1].End
	}
	if !at.mustRemain() {
		set.Replace = []report.Edit{l.src.Replace(s.start, s.end, report.TurnOff)}
	}
	return set
}

// finish reports what `set` without an option assigned to variables that the script
// exports elsewhere.
func (l *linter) finish() {
	for _, b := range l.bare {
		set := b.Set
		first, exported := l.exported[set.Name]
		exported = exported && b.keeps && first < b.at
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
		if !ok && len(words) == 2 && report.IsName(w.Text) {
			l.exports = append(l.exports, l.wholeStatement(at, w.Text))
		}
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
			l.command(args[0].Slice(len(name)+1, args[0].Len()))
		}
	case 2:
		l.command(args[1].Source)
	}
}

// command lints the command that an alias stands for. One must remain.
func (l *linter) command(src report.Source) {
	l.script(src, func() []report.Edit { return []report.Edit{src.Replace(0, src.Len(), "true")} })
}

// abbreviation looks at `abbr --add name command`, whose command can be one word or many.
func (l *linter) abbreviation(at place, words []report.Word) {
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
		l.script(rest[0].Source, func() []report.Edit { return l.remove(at) })
	default:
		s := statement{words: rest, outer: l.src.Len(), joined: true}
		l.statement(place{[]statement{s}, 0, true})
	}
}

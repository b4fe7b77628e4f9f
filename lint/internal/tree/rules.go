package tree

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Variable is an item of an environment: a member NAME: value, or an element NAME=value.
func Variable(l *Linter, item *Item) {
	set := report.Set{Name: item.Key, Start: l.Source.At(item.KeyStart), End: l.Source.At(item.KeyEnd)}
	switch v := item.Value; {
	case v.Kind == String && item.Key == "":
		set.Name, set.Value, _ = strings.Cut(v.Text.Text, "=")
		set.Start, set.End = l.Source.At(v.Start), l.Source.At(v.End)
	case v.Kind == String || v.Kind == Other:
		set.Value = v.Text.Text
	case v.Get("value") != nil: // with options
		set.Value = v.Get("value").Text.Text
	default:
		return
	}
	if !report.IsName(set.Name) {
		return
	}
	set.Constant = constant(set.Value)
	if item.Remove != nil {
		set.Remove = item.Remove()
	}
	l.Report.Set(set, l.In.Scope)
}

// constant reports whether no program replaces a part of the value by something else.
func constant(value string) bool {
	return !strings.Contains(value, "${") && !strings.Contains(value, "{{") && !strings.HasPrefix(value, "$")
}

// Script returns the rule for a string, or a list of strings, in another language.
func Script(language string) func(l *Linter, item *Item) {
	return func(l *Linter, item *Item) { l.script(language, item) }
}

func (l *Linter) script(language string, item *Item) {
	switch item.Value.Kind {
	case String:
		text := item.Value.Text
		if name := report.Interpreter(text.Text); name != "" {
			language = name
		}
		l.Report.Embedded(language, text.With(withoutTemplates(text.Text)), report.Context{Scope: l.In.Scope, Emptied: item.Remove})
	case List:
		for _, line := range item.Value.Items {
			if line.Value.Kind == String {
				l.script(language, line)
			}
		}
	}
}

// withoutTemplates replaces {{ templates }} by variables of the same length, because no shell
// can parse them.
func withoutTemplates(text string) string {
	if !strings.Contains(text, "{{") {
		return text
	}
	var b strings.Builder
	for {
		start := strings.Index(text, "{{")
		end := strings.Index(text, "}}")
		if start < 0 || end < start {
			break
		}
		end += len("}}")
		b.WriteString(text[:start])
		b.WriteString("${" + strings.Repeat("_", end-start-3) + "}")
		text = text[end:]
	}
	b.WriteString(text)
	return b.String()
}

// Command is a shell script, a list of arguments, or a map of those.
func Command(l *Linter, item *Item) {
	switch item.Value.Kind {
	case String:
		l.script("sh", item)
	case List:
		l.call(nil, item.Value, item.Remove)
	case Map:
		for _, member := range item.Value.Items {
			Command(l, member)
		}
	}
}

// Arguments returns the rule for a list of arguments that a program gets after others.
func Arguments(before string) func(l *Linter, item *Item) {
	return func(l *Linter, item *Item) {
		if item.Value.Kind == List {
			l.call(Words(before), item.Value, item.Remove)
		}
	}
}

// Program is a map with a command and its arguments.
func Program(l *Linter, item *Item) {
	command, args := item.Value.Get("command"), item.Value.Get("args")
	if command == nil || args == nil || command.Kind != String || args.Kind != List {
		return
	}
	l.call([]report.Word{l.word(command)}, args, nil)
}

// Words returns words that the file doesn't have.
func Words(line string) (words []report.Word) {
	for word := range strings.FieldsSeq(line) {
		words = append(words, report.Word{Source: report.Whole(word, 0), Constant: true})
	}
	return words
}

func (l *Linter) word(v *Value) report.Word {
	return report.Word{
		Source: v.Text, Constant: v.Kind == String && constant(v.Text.Text),
		Start: l.Source.At(v.Start), End: l.Source.At(v.End),
	}
}

// call reports a command line whose last words are in a list. removeAll removes all of
// it; nil: impossible.
func (l *Linter) call(words []report.Word, list *Value, removeAll func() []report.Edit) {
	before := len(words)
	for _, item := range list.Items {
		v := item.Value
		if quoted := v.Get("value"); quoted != nil { // an argument of a task
			v = quoted
		}
		words = append(words, l.word(v))
	}
	l.Report.Call(report.Call{
		Words: words,
		Remove: func(i, j int) []report.Edit {
			switch {
			case i == 0 && j == len(words) && removeAll != nil:
				return removeAll()
			case i < before || list.Remove == nil:
				return nil
			}
			return list.Remove(i-before, j-before)
		},
		Context: report.Context{Scope: l.In.Scope},
	})
}

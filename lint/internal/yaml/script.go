package yaml

import (
	"path"
	"slices"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/yamltree"
)

// script lints a script. language can be "", which means what its first line says.
func (l *linter) script(n *node, language string, scope *report.Scope) {
	l.scriptIn(n, language, scope, func() []report.Edit { return nil })
}

// nothing returns the edit that makes a script do nothing.
func (l *linter) nothing(n *node, language string) []report.Edit {
	command := ":"
	if l.noShell {
		command = "true"
	}
	switch language {
	case "ps", "pwsh":
		command = "$null"
	case "python":
		command = "pass"
	case "javascript":
		command = ";"
	}
	return []report.Edit{n.Document().Source.Replace(n.Start, n.End, `"`+command+`"`)}
}

// stepScript lints the script of a step, which goes if nothing remains in it.
func (l *linter) stepScript(step, script *node, language string, scope *report.Scope) {
	l.scriptIn(script, language, scope, func() []report.Edit {
		if steps := step.Parent(); steps.Is(yamltree.Sequence) && steps.Count() > 1 && onlyRuns(step) {
			return yamltree.Remove(step)
		}
		return nil
	})
}

// onlyRuns reports whether a step has nothing that other steps could need beside its
// script.
func onlyRuns(step *node) bool {
	for k, v := range step.Pairs() {
		if !in("name run shell working-directory script bash pwsh powershell displayName workingDirectory command", k.String()) || !onlyRuns(v) {
			return false
		}
	}
	return true
}

// scriptIn lints a script. emptied returns the edits that remove it; if there are none, and
// nothing remains in it, it gets a command that does nothing.
func (l *linter) scriptIn(n *node, language string, scope *report.Scope, emptied func() []report.Edit) {
	if !n.Is(yamltree.Scalar) || !l.once(n) || !report.Suspicious(n.Text) {
		return
	}
	if language == "" {
		language = interpreter(n.Text)
	}
	if scope != nil && n.Shared() {
		scope = &report.Scope{} // other jobs run it too
	}
	orNothing := func() []report.Edit {
		if edits := emptied(); edits != nil {
			return edits
		}
		return l.nothing(n, language)
	}
	l.r.Adapted(func() {
		l.r.Embedded(language, n.Source.With(yamltree.MaskScript(n.Text)), report.Context{Scope: scope, Emptied: orNothing})
	}, n.Valid)
}

// interpreter returns the language of a script by its first line.
func interpreter(text string) string {
	if !strings.HasPrefix(text, "#!") {
		return "sh"
	}
	fields := strings.Fields(text[2:report.LineEnd(text, 0)])
	if len(fields) == 0 {
		return "sh"
	}
	last := path.Base(fields[0])
	if last == "env" && len(fields) > 1 {
		last = fields[len(fields)-1]
	}
	return shellLanguage(last)
}

// shellLanguage returns the language of a shell that a pipeline names.
func shellLanguage(shell string) string {
	for word := range strings.FieldsSeq(strings.ToLower(shell)) {
		switch name := strings.TrimSuffix(path.Base(word), ".exe"); name {
		case "pwsh", "powershell":
			return "pwsh"
		case "sh", "bash", "zsh", "cmd", "fish", "nu", "perl", "ruby":
			return name
		case "python", "python3":
			return "python"
		case "node":
			return "javascript"
		}
	}
	return "sh"
}

// arguments reports a command whose words are the elements of sequences.
// step is what the command is all of, or nil.
func (l *linter) arguments(scope *report.Scope, step *node, lists ...*node) {
	var words []report.Word
	var items []*node
	for _, list := range lists {
		elements := slices.Collect(list.Items())
		if list.Is(yamltree.Scalar) { // the program alone
			elements = []*node{list}
		}
		for _, item := range elements {
			if !item.Is(yamltree.Scalar) {
				return
			}
			start, end := item.File()
			items = append(items, item)
			source := item.Source
			if golang.IsImage(source.Text) {
				source = literal("go").Source
			}
			words = append(words, report.Word{Source: source, Start: start, End: end, Constant: constant(item)})
		}
	}
	if len(words) == 0 {
		return
	}
	l.r.Call(report.Call{
		Words:   words,
		Context: report.Context{Scope: scope},
		Remove: func(i, j int) []report.Edit {
			if i == 0 && j == len(words) {
				return noCommand(step, lists)
			}
			var edits []report.Edit
			for _, item := range items[i:j] {
				edits = append(edits, yamltree.Remove(item)...)
			}
			return report.Join(edits)
		},
	})
}

// noCommand returns the edits that remove the only command of a step, or make it do
// nothing. lists are the words of the command.
func noCommand(step *node, lists []*node) []report.Edit {
	if steps := step.Parent(); steps.Is(yamltree.Sequence) && steps.Count() > 1 && step.Get("id") == nil {
		return yamltree.Remove(step)
	}
	lists = slices.DeleteFunc(slices.Clone(lists), func(n *node) bool { return n == nil })
	if lists[0].Is(yamltree.Sequence) {
		return yamltree.Replace(lists[0], `["true"]`)
	}
	return yamltree.Replace(lists[1], "[version]") // of Go
}

// command lints a command that is a script or a list of arguments.
func (l *linter) command(n *node, scope *report.Scope) {
	if n.Is(yamltree.Scalar) {
		l.script(n, "sh", scope)
	} else if l.once(n) {
		l.arguments(scope, nil, n)
	}
}

// turnOffIn returns the edits that turn telemetry off first in a script, which is a
// list of commands or a scalar. They are nil if other jobs run it too.
func turnOffIn(script *node) func() []report.Edit {
	first := script
	if script.Is(yamltree.Sequence) {
		first = script.First()
	}
	switch {
	case first == nil || first.Shared() || script.Is(yamltree.Sequence) && first.Parent() != script:
		return nil
	case script.Is(yamltree.Sequence):
		return func() []report.Edit { return yamltree.InsertBefore(first, report.TurnOff) }
	case strings.HasPrefix(script.Text, "#!"), strings.HasPrefix(script.Text, "#") && script.Style != yamltree.Literal:
		return nil
	case script.Is(yamltree.Scalar) && script.Text != "":
		return func() []report.Edit { return yamltree.Prepend(script, report.TurnOff) }
	}
	return nil
}

// turnsOff reports whether a script has the command that turns telemetry off.
func turnsOff(script string) bool {
	for line := range strings.Lines(script) {
		for command := range strings.SplitSeq(strings.ReplaceAll(line, "&&", ";"), ";") {
			if strings.Join(strings.Fields(command), " ") == report.TurnOff {
				return true
			}
		}
	}
	return false
}

// goCommands are the commands that a step with Go runs.
const goCommands = "build test vet run install get mod generate tool telemetry env version list work fmt clean fix"

// runsGo reports whether a script runs the go command.
func runsGo(script string) bool {
	for line := range strings.Lines(script) {
		fields := strings.Fields(line)
		for i, f := range fields {
			if strings.HasPrefix(f, "#") {
				break
			}
			if f == "go" && i+1 < len(fields) && in(goCommands, strings.TrimRight(fields[i+1], ";")) {
				return true
			}
		}
	}
	return false
}

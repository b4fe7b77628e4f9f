// Package cmd lints batch files, the scripts of cmd.exe.
package cmd

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Lint lints a batch file.
func Lint(r *report.Reporter, src report.Source, in report.Context) {
	l := &linter{r: r, src: src, in: in, pasted: report.IsGoEnv(src.Text)}
	l.list(0, false)
}

// linter parses a batch file and looks at its commands.
type linter struct {
	r      *report.Reporter
	src    report.Source
	in     report.Context
	pasted bool // the output of `go env` is there
	depth  int  // of blocks
}

// statement is a command, or a block of commands.
type statement struct {
	start, end int // with redirections
	outer      int // the start with @, if and for
	words      []report.Word
	assigns    *report.Set // what `set` sets
	branch     bool        // it belongs to an if, else or for
	before     string      // the separator before it
	after      string      // the separator after it
}

// look looks at the statements of a list.
func (l *linter) look(stmts []statement, block bool) {
	for i, s := range stmts {
		if !report.Suspicious(l.src.Text[s.start:s.end]) {
			continue
		}
		at := place{stmts, i, block}
		switch {
		case s.assigns != nil && l.pasted:
		case s.assigns != nil:
			set := *s.assigns
			set.Remove = l.remove(at)
			if s.before != "|" && s.after != "|" {
				set.Replace = []report.Edit{l.src.Replace(s.start, s.end, report.TurnOff)}
			}
			l.r.Set(set, l.in.Scope)
		case len(s.words) > 0:
			l.command(at)
		}
	}
}

// command looks at a command other than set.
func (l *linter) command(at place) {
	words := at.statement().words
	if strings.EqualFold(words[0].Text, "call") {
		words = words[1:]
	}
	if len(words) == 0 {
		return
	}
	switch strings.ToLower(words[0].Text) {
	case "echo", "echo.":
		l.environmentFile(at, words)
		l.logged(at, words[1:])
		return
	case "start":
		words = started(words)
	case "setx", "setx.exe":
		words = withoutSwitches(words)
	}
	l.r.Call(report.Call{
		Words:   words,
		Context: report.Context{Scope: l.in.Scope},
		Remove:  report.RemoveWords(words, func() []report.Edit { return l.remove(at) }),
		Before:  l.before(at),
	})
}

// started returns the command that `start` runs. The first argument in quotes is a title.
func started(words []report.Word) []report.Word {
	for words = words[1:]; len(words) > 0; words = words[1:] {
		quoted := words[0].At(0) > words[0].Start
		if !quoted && !strings.HasPrefix(words[0].Text, "/") {
			break
		}
	}
	return words
}

// withoutSwitches returns the words without those like /M.
func withoutSwitches(words []report.Word) (others []report.Word) {
	for _, w := range words {
		if !strings.HasPrefix(w.Text, "/") {
			others = append(others, w)
		}
	}
	return others
}

// environmentFile looks at a line for the file whose lines become the environment of the
// next steps of a job.
func (l *linter) environmentFile(at place, words []report.Word) {
	s := at.statement()
	if len(words) != 2 || !strings.Contains(l.src.Text[s.start:s.end], "%GITHUB_ENV%") {
		return
	}
	if name, value, ok := words[1].Assignment(); ok {
		l.r.Set(report.Set{
			Name: name, Value: value, Constant: words[1].Constant, Start: words[1].Start, End: words[1].End,
			Remove: l.remove(at), Replace: []report.Edit{l.src.Replace(s.start, s.end, report.TurnOff)},
		}, l.in.Scope)
	}
}

// logged looks at output that sets a variable in a pipeline of Azure.
func (l *linter) logged(at place, words []report.Word) {
	s := at.statement()
	if len(words) == 0 || strings.Contains(l.src.Text[s.start:s.end], ">") {
		return
	}
	start, end := words[0].Start, words[len(words)-1].End
	text := l.r.File()[start:end]
	if name, value, ok := report.PipelineVariable(text); ok {
		l.r.Set(report.Set{
			Name: name, Value: value, Constant: !strings.ContainsAny(value, "%!"), Start: start, End: end,
			Remove: l.remove(at), Replace: []report.Edit{l.src.Replace(s.start, s.end, report.TurnOff)},
		}, l.in.Scope)
	}
}

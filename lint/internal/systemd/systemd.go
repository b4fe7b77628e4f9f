// Package systemd lints systemd units and files with their syntax, such as those of
// podman and mkosi.
package systemd

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

const blanks = " \t"

// Lint lints a unit.
func Lint(r *report.Reporter, src report.Source, in report.Context) {
	for at := 0; at < src.Len(); {
		end := report.LineEnd(src.Text, at)
		if isComment(src.Text[at:end]) {
			r.Comment(src.At(at), src.At(end))
			at = end + 1
			continue
		}
		s := read(r, src, at)
		r.Broken = r.Broken || !s.isSetting(src.Text[s.start:s.end])
		if report.Suspicious(src.Text[s.start:s.end]) {
			c := report.Continued{File: r.File(), Start: src.At(s.start), End: src.At(s.end), Mark: `\`, Comments: s.comments}
			r.Adapted(func() { s.lint(r, src, in) }, c.Adapt)
		}
		at = s.end + 1
	}
}

func isComment(line string) bool {
	line = strings.TrimLeft(line, blanks)
	return strings.HasPrefix(line, "#") || strings.HasPrefix(line, ";")
}

// setting is a line KEY=value with the lines that continue it.
type setting struct {
	start, end int
	comments   []report.Lines // between its lines
	key        string
	value      report.Source // on one line
}

// read reads the setting at byte i. A backslash at the end of a line continues it, after
// comments, too.
func read(r *report.Reporter, src report.Source, i int) setting {
	s := setting{start: i}
	d := src.Decode()
	for at := i; ; {
		s.end = report.LineEnd(src.Text, at)
		next := s.end + len(src.Text[s.end:]) - len(strings.TrimPrefix(strings.TrimPrefix(src.Text[s.end:], "\r"), "\n"))
		if at > i && isComment(src.Text[at:s.end]) {
			r.Comment(src.At(at), src.At(s.end))
			s.comments = append(s.comments, report.Lines{Start: src.At(at), End: src.At(next)})
		} else if text, ok := strings.CutSuffix(src.Text[at:s.end], `\`); ok {
			d.Copy(at, at+len(text))
			d.Add(" ", at+len(text))
		} else {
			d.Copy(at, s.end)
			break
		}
		if at = next; at >= src.Len() {
			break
		}
	}
	whole := d.Source(s.end)
	key, _, ok := strings.Cut(whole.Text, "=")
	if ok {
		s.key = strings.TrimSpace(key)
		s.value = whole.Slice(len(key)+1, whole.Len())
	}
	return s
}

// isSetting reports whether lines are a setting, the header of a section, or blank. Else,
// they should continue the line before, or are half typed.
func (s setting) isSetting(text string) bool {
	if text = strings.TrimSpace(text); text == "" || text[0] == '[' {
		return true
	}
	return s.key != "" && !report.IsName(s.key) && strings.Trim(strings.ToLower(s.key), "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// lint reports what a setting sets or runs.
func (s setting) lint(r *report.Reporter, src report.Source, in report.Context) {
	switch {
	case s.key == "Environment" || s.key == "DefaultEnvironment" || s.key == "ManagerEnvironment":
		s.environment(r, src, in)
	case strings.HasPrefix(s.key, "Exec"):
		s.command(r, src, in)
	}
}

// environment reports the variables of Environment=.
func (s setting) environment(r *report.Reporter, src report.Source, in report.Context) {
	list := words(s.value, false)
	for i, w := range list {
		name, value, ok := w.Assignment()
		if !ok {
			continue
		}
		r.Set(report.Set{
			Name: name, Value: value, Constant: w.Constant, Start: w.Start, End: w.End,
			Remove: s.without(r, src, list, i, i+1),
		}, in.Scope)
	}
}

// without returns the edits that remove the words from i to j, and the setting with all:
// without a value, it would reset what other files set.
func (s setting) without(r *report.Reporter, src report.Source, list []report.Word, i, j int) []report.Edit {
	switch {
	case j-i == len(list):
		if e, ok := src.DeleteLines(s.start, s.end); ok {
			return []report.Edit{e}
		}
		return []report.Edit{src.Delete(s.start, s.end)}
	case j < len(list):
		if e, ok := report.DeleteContinued(r.File(), list[i].Start, list[j-1].End, `\`); ok {
			return []report.Edit{e}
		}
		return []report.Edit{{Start: list[i].Start, End: list[j].Start}}
	}
	return []report.Edit{{Start: list[i-1].End, End: list[j-1].End}}
}

// command reports the command of ExecStart= and the like.
func (s setting) command(r *report.Reporter, src report.Source, in report.Context) {
	n := len(s.value.Text) - len(strings.TrimLeft(s.value.Text, blanks+"@-:+!|"))
	list := words(s.value.Slice(n, s.value.Len()), true)
	r.Call(report.Call{
		Words:   list,
		Context: in,
		Remove: func(i, j int) []report.Edit {
			if j-i == len(list) && s.key == "ExecStart" { // a service needs one
				return []report.Edit{{Start: list[0].Start, End: list[j-1].End, New: "/bin/true"}}
			}
			return s.without(r, src, list, i, j)
		},
	})
}

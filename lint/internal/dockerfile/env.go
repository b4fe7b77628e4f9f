package dockerfile

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// assignment is a variable of ENV or ARG.
type assignment struct {
	name, value string
	constant    bool
	bare        bool // ARG NAME, without a value
	start, end  int  // in the file
}

// assignments returns the variables of an ENV or ARG instruction.
func (f *file) assignments(in instruction) (all []assignment) {
	src := f.args(in, false)
	src = src.Slice(min(len(in.keyword), src.Len()), src.Len())
	list := words(src.Text, f.escape)
	if len(list) > 1 && in.keyword == "ENV" && !strings.Contains(src.Text[list[0].start:list[0].end], "=") {
		// The old form: the value is the rest of the line.
		first, last := list[0], list[len(list)-1]
		value, constant := unquote(src.Text[list[1].start:last.end], f.escape)
		name := src.Text[first.start:first.end]
		return []assignment{{name, value, constant, false, src.At(first.start), src.At(last.end-1) + 1}}
	}
	for _, w := range list {
		name, raw, ok := strings.Cut(src.Text[w.start:w.end], "=")
		a := assignment{name: name, bare: !ok, start: src.At(w.start), end: src.At(w.end-1) + 1}
		a.value, a.constant = unquote(raw, f.escape)
		all = append(all, a)
	}
	return all
}

// environment reports the variables of ENV and ARG.
func (f *file) environment(i int) {
	s := &f.steps[i]
	all := f.assignments(s.instruction)
	for k, a := range all {
		if a.bare || s.in == nil && s.keyword == "ARG" && !f.redeclared(a.name) {
			continue
		}
		set := report.Set{Name: a.name, Value: a.value, Constant: a.constant, Start: a.start, End: a.end}
		set.Remove = f.without(s.instruction, all, k)
		scope := &report.Scope{}
		if at := f.place(i); at >= 0 && a.name == report.EnvName && len(set.Remove) > 0 {
			scope = s.in.scope(f.steps[at].left)
			scope.Go = true
			set.Replace = f.replace(s, all, set, at)
		}
		f.r.Set(set, scope)
	}
}

// redeclared reports whether an argument before the first FROM reaches a stage, which
// has to name it. Without any FROM, the text is a part of a Dockerfile.
func (f *file) redeclared(name string) bool {
	return len(f.stages) == 0 || f.inside[name]
}

// without returns the edits that remove variable k of an instruction, and the instruction
// with its only variable.
func (f *file) without(in instruction, all []assignment, k int) []report.Edit {
	if len(all) == 1 {
		return f.remove(in)
	}
	a := all[k]
	if k+1 == len(all) {
		return []report.Edit{{Start: all[k-1].end, End: a.end}}
	}
	if e, ok := report.DeleteContinued(f.r.File(), a.start, a.end, string(f.escape)); ok {
		return []report.Edit{e}
	}
	return []report.Edit{{Start: a.start, End: all[k+1].start}}
}

// replace returns the edits that run `go telemetry off` after step at instead.
func (f *file) replace(s *step, all []assignment, set report.Set, at int) []report.Edit {
	run := "RUN "
	if text := f.src.Text[s.start : s.start+len(s.keyword)]; text == strings.ToLower(text) {
		run = "run "
	}
	run += report.TurnOff
	target := &f.steps[at]
	if target == s && len(all) == 1 {
		return []report.Edit{f.src.Replace(s.start, s.end, run)}
	}
	newline := "\n"
	if f.crlf {
		newline = "\r\n"
	}
	end := f.src.At(target.end)
	return report.Join(append([]report.Edit{{Start: end, End: end, New: newline + run}}, set.Remove...))
}

package powershell

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// set reports a statement that sets a variable.
func (l *linter) set(at place, name string, value report.Word, constant bool) {
	if strings.EqualFold(value.Text, "$null") {
		return
	}
	from, to := at.bounds()
	set := report.Set{
		Name: name, Value: value.Text, Constant: constant && value.Constant,
		Start: l.src.At(from), End: l.src.At(to), Remove: l.remove(at),
	}
	if set.Remove != nil {
		set.Replace = []report.Edit{l.src.Replace(from, to, report.TurnOff)}
	}
	l.r.Set(set, l.in.Scope)
}

// assignment looks at `$env:NAME = value`, and at the environment of a process that
// isn't started yet.
func (l *linter) assignment(at place) {
	s := at.statement()
	name := variable(s.target)
	if name == "" {
		name = index(s.target)
	}
	if !report.IsName(name) || len(s.words) == 0 {
		return
	}
	l.set(at, name, s.words[0].Word, len(s.words) == 1)
}

// variable returns the name of an environment variable from `$env:NAME` or
// `${env:NAME}`.
func variable(target string) string {
	target = target[strings.IndexByte(target, '$')+1:] // without a type
	if strings.HasPrefix(target, "{") {
		target = strings.Trim(target, "{}")
	}
	const prefix = "env:"
	if len(target) < len(prefix) || !strings.EqualFold(target[:len(prefix)], prefix) {
		return ""
	}
	return target[len(prefix):]
}

// index returns the name in `$info.Environment["NAME"]`.
func index(target string) string {
	open := strings.IndexByte(target, '[')
	if open < 0 || !strings.HasSuffix(target, "]") {
		return ""
	}
	owner := strings.ToLower(target[:open])
	if !strings.HasSuffix(owner, ".environment") && !strings.HasSuffix(owner, ".environmentvariables") {
		return ""
	}
	return strings.Trim(target[open+1:len(target)-1], `'" `)
}

// item looks at `Set-Item Env:NAME value`, and at New-Item.
func (l *linter) item(at place, words []word) {
	var name, value *word
	inDrive := false
	for i := 1; i < len(words); i++ {
		w := &words[i]
		option := strings.ToLower(w.Text)
		switch {
		case strings.HasPrefix(option, "-") && !w.literal:
			if i+1 == len(words) || option == "-force" || option == "-passthru" {
				continue
			}
			i++
			switch next := &words[i]; option {
			case "-value":
				value = next
			case "-path", "-literalpath", "-name":
				name, inDrive = drive(name, next, inDrive)
			}
		case name == nil:
			name, inDrive = drive(name, w, inDrive)
		case value == nil:
			value = w
		}
	}
	if name != nil && value != nil && inDrive {
		l.set(at, driveName(name.Text), value.Word, name.Constant)
	}
}

// drive returns the word that names the variable, as the path and the name can come in
// any order, and whether the path is in the drive of environment variables.
func drive(name, w *word, inDrive bool) (*word, bool) {
	if len(w.Text) >= 4 && strings.EqualFold(w.Text[:4], "env:") {
		if name == nil || driveName(w.Text) != "" {
			name = w
		}
		return name, true
	}
	return w, inDrive
}

func driveName(path string) string {
	if len(path) >= 4 && strings.EqualFold(path[:4], "env:") {
		path = path[4:]
	}
	return strings.TrimLeft(path, `/\`)
}

// call looks at a call of SetEnvironmentVariable, or of Add of an environment. The range
// is the call.
func (l *linter) call(at place, c call) {
	if len(c.args) < 2 || !report.IsName(c.args[0].Text) || strings.EqualFold(c.args[1].Text, "$null") {
		return
	}
	s := at.statement()
	set := report.Set{
		Name: c.args[0].Text, Value: c.args[1].Text, Constant: c.args[0].Constant && c.args[1].Constant,
		Start: l.src.At(c.start), End: l.src.At(c.end),
	}
	lead := l.src.Text[s.start:c.start]
	if c.end == s.end && (lead == "" || strings.EqualFold(lead, "[void]") || strings.EqualFold(s.target, "$null")) {
		from, to := at.bounds()
		if set.Remove = l.remove(at); set.Remove != nil {
			set.Replace = []report.Edit{l.src.Replace(from, to, report.TurnOff)}
		}
	}
	l.r.Set(set, l.in.Scope)
}

// logged looks at output that sets a variable in a pipeline of Azure.
func (l *linter) logged(at place) {
	from, to := at.bounds()
	for i, w := range at.statement().words {
		if name, value, ok := report.PipelineVariable(w.Text); ok && (w.literal || i > 0) {
			l.r.Set(report.Set{
				Name: name, Value: value, Constant: w.Constant, Start: w.Start, End: w.End, Remove: l.remove(at),
				Replace: []report.Edit{l.src.Replace(from, to, report.TurnOff)},
			}, l.in.Scope)
		}
	}
}

// environmentFile looks at a line for the file whose lines become the environment of the
// next steps of a job.
func (l *linter) environmentFile(at place) {
	from, to := at.bounds()
	for _, w := range at.statement().words {
		name, value, ok := w.Assignment()
		if ok && report.IsName(name) && l.writesEnvironment(from, to) {
			l.r.Set(report.Set{
				Name: name, Value: value, Constant: w.Constant, Start: w.Start, End: w.End, Remove: l.remove(at),
				Replace: []report.Edit{l.src.Replace(from, to, report.TurnOff)},
			}, l.in.Scope)
		}
	}
}

// writesEnvironment reports whether a pipeline names that file. It looks only at the start
// of a pipeline that is very long.
func (l *linter) writesEnvironment(from, to int) bool {
	const longest = 10 << 10
	pipeline := l.src.Text[from:min(to, from+longest)]
	return strings.Contains(strings.ToLower(pipeline), "$env:github_env")
}

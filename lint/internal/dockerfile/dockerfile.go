// Package dockerfile lints Dockerfiles. It follows the stages, because `go telemetry off`
// in place of a variable belongs after Go is there, for the user that runs Go.
package dockerfile

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/golang"
	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// file is a Dockerfile.
type file struct {
	*splitter
	steps  []step
	stages []*stage
	named  map[string]*stage // by their names in lower case, and by their numbers
	stage  *stage            // the one that the steps are in
	global map[string]string // the arguments before the first FROM
	inside map[string]bool   // the arguments that stages take from there
	crlf   bool              // lines end with carriage returns, too
}

// Lint lints a Dockerfile.
func Lint(r *report.Reporter, src report.Source, _ report.Context) {
	f := &file{splitter: newSplitter(r, src), global: map[string]string{}, inside: map[string]bool{}, named: map[string]*stage{}}
	f.crlf = strings.Contains(src.Text, "\r\n")
	all := f.split()
	f.read(all)
	f.makePlans()
	for i := range f.steps {
		if s := &f.steps[i]; report.Suspicious(src.Text[s.start:s.end]) {
			r.Adapted(func() { f.lint(i) }, f.continued(s.instruction).Adapt)
		}
	}
}

// read follows all instructions.
func (f *file) read(all []instruction) {
	for _, in := range all {
		args := f.argsOf(in)
		if in.keyword == "FROM" {
			f.from(args)
		}
		s := step{instruction: in, args: args, in: f.stage}
		if s.in != nil {
			s.user, s.before, s.lang = s.in.user, s.in.golang, s.in.language
			f.follow(&s)
			s.after, s.left = s.in.golang, s.in.user
		} else if in.keyword == "ARG" {
			for _, a := range f.assignments(in) {
				f.global[a.name] = expand(a.value, f.global)
			}
		}
		f.steps = append(f.steps, s)
	}
}

// argsOf returns what is after the keyword, and the here-documents.
func (f *file) argsOf(in instruction) string {
	args := f.args(in, false).Text[len(in.keyword):]
	for _, h := range in.heredocs {
		args += "\n" + f.src.Text[h.start:h.end]
	}
	return args
}

// lint lints instruction i.
func (f *file) lint(i int) {
	s := &f.steps[i]
	switch s.keyword {
	case "ENV", "ARG":
		f.environment(i)
	case "RUN", "CMD", "ENTRYPOINT":
		f.command(s, len(s.keyword), f.scope(s))
	case "HEALTHCHECK":
		f.healthcheck(s)
	case "ONBUILD":
		f.onBuild(s)
	case "COPY", "ADD":
		f.written(s)
	}
}

// scope returns the scope of a step. Go can also come by the script of the step itself.
func (f *file) scope(s *step) *report.Scope {
	if s.in == nil {
		return &report.Scope{}
	}
	user := s.user
	if s.keyword != "RUN" {
		user = s.in.user
	}
	scope := s.in.scope(user)
	scope.Go = s.in.hasHome(user, s.start) && (s.before == golang.Current || s.brings && s.after == golang.Current && f.installsFirst(s))
	return scope
}

// installsFirst reports whether a script installs Go before it sets a variable.
func (f *file) installsFirst(s *step) bool {
	first, _, _ := strings.Cut(s.args, report.EnvName)
	for _, c := range commands(first) {
		if _, ok := installs(c, s.in.image); ok {
			return true
		}
	}
	return false
}

// continued returns an instruction with what continues it.
func (f *file) continued(in instruction) report.Continued {
	start, end := f.src.At(in.start), f.src.At(in.end)
	return report.Continued{File: f.r.File(), Start: start, End: end, Mark: string(f.escape), Comments: in.comments}
}

// remove returns the edits that remove an instruction.
func (f *file) remove(in instruction) []report.Edit {
	if e, ok := f.src.DeleteLines(in.start, in.end); ok {
		return []report.Edit{e}
	}
	return []report.Edit{f.src.Delete(in.start, in.end)}
}

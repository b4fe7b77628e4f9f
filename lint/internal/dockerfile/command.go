package dockerfile

import (
	"path"
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// command lints the command of an instruction, which begins at byte i of its text.
func (f *file) command(s *step, i int, scope *report.Scope) {
	if src := f.args(s.instruction, false); f.exec(s, src.Slice(min(i, src.Len()), src.Len()), scope) {
		return
	}
	in := report.Context{Scope: scope, Emptied: func() []report.Edit { return f.remove(s.instruction) }}
	src := f.args(s.instruction, s.lang == "sh" || s.lang == "zsh" || s.lang == "")
	i = flagsEnd(src.Text, min(i, src.Len()))
	script := src.Slice(i, src.Len())
	if len(s.heredocs) == 0 {
		f.r.Embedded(f.language(s), script, in)
		return
	}
	if name, _, ok := heredocName(strings.TrimSpace(script.Text)); ok && !strings.ContainsAny(name, blanks) {
		f.heredoc(s, in)
		return
	}
	whole := f.withHeredocs(s.instruction)
	f.r.Embedded(f.language(s), whole.Slice(i, whole.Len()), in)
}

// language returns the language of the scripts of a step.
func (f *file) language(s *step) string {
	if s.lang == "" {
		return "sh"
	}
	return s.lang
}

// heredoc lints a here-document that is the script of RUN.
func (f *file) heredoc(s *step, in report.Context) {
	h := s.heredocs[0]
	body := f.src.Slice(h.start, h.end)
	language := f.language(s)
	if first, ok := strings.CutPrefix(body.Text, "#!"); ok {
		fields := strings.Fields(first[:report.LineEnd(first, 0)])
		for _, w := range fields {
			language = strings.TrimRight(path.Base(w), "0123456789.")
			if language != "env" {
				break
			}
		}
	}
	f.r.Embedded(language, body, in)
}

// flagsEnd returns the end of the flags of RUN, such as --mount, from byte i on.
func flagsEnd(text string, i int) int {
	for {
		at := i + len(text[i:]) - len(strings.TrimLeft(text[i:], " \t\\\r\n"))
		if !strings.HasPrefix(text[at:], "--") {
			return at
		}
		n := strings.IndexAny(text[at:], " \t\r\n")
		if n < 0 {
			return len(text)
		}
		i = at + n
	}
}

// healthcheck lints the command of HEALTHCHECK.
func (f *file) healthcheck(s *step) {
	text := f.args(s.instruction, true).Text
	for _, w := range words(text, f.escape) {
		if strings.EqualFold(text[w.start:w.end], "CMD") {
			f.command(s, w.end, f.scope(s))
			return
		}
	}
}

// onBuild reports what happens in builds of other images, where nothing is known of Go.
func (f *file) onBuild(s *step) {
	text := f.args(s.instruction, false).Text
	rest := strings.TrimLeft(text[len(s.keyword):], blanks)
	keyword := rest
	if n := strings.IndexAny(rest, blanks); n >= 0 {
		keyword = rest[:n]
	}
	keyword = upper(keyword)
	at := len(text) - len(rest) + len(keyword)
	switch keyword {
	case "RUN", "CMD", "ENTRYPOINT":
		f.command(s, at, &report.Scope{})
	case "ENV", "ARG":
		// The same instruction without the word ONBUILD.
		inner := s.instruction
		inner.keyword = keyword
		inner.lines = append([]line(nil), inner.lines...)
		inner.lines[0].start += at - len(keyword)
		all := f.assignments(inner)
		for k, a := range all {
			if !a.bare {
				f.r.Set(report.Set{
					Name: a.name, Value: a.value, Constant: a.constant, Start: a.start, End: a.end,
					Remove: f.without(s.instruction, all, k),
				}, &report.Scope{})
			}
		}
	}
}

// written lints a here-document that COPY writes to a file of variables.
func (f *file) written(s *step) {
	if len(s.heredocs) != 1 {
		return
	}
	line, _, _ := strings.Cut(s.args, "\n")
	fields := strings.Fields(line)
	target := fields[len(fields)-1]
	language := ""
	switch name := path.Base(target); {
	case name == "environment" || name == ".env":
		language = "dotenv"
	case strings.HasSuffix(name, ".sh"), name == ".bashrc", name == ".profile", name == ".bash_profile", name == "bash.bashrc":
		language = "sh"
	case name == ".zshrc" || name == ".zshenv":
		language = "zsh"
	}
	if language != "" {
		h := s.heredocs[0]
		f.r.Embedded(language, f.src.Slice(h.start, h.end), report.Context{Scope: &report.Scope{}})
	}
}

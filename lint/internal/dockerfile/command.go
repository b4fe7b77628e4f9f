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
	if name := interpreter(body); name != "" {
		language = name
	}
	f.r.Embedded(language, body, in)
}

// interpreter returns the interpreter that a here-document names, or "".
func interpreter(body report.Source) string {
	return report.Interpreter(strings.TrimLeft(body.Text, "\t"))
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
	scope := *f.scope(s)
	scope.Go = false // it runs beside the program of the image, and often
	text := f.args(s.instruction, true).Text
	for _, w := range words(text, f.escape) {
		if strings.EqualFold(text[w.start:w.end], "CMD") {
			f.command(s, w.end, &scope)
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

// written lints the here-documents that COPY writes to files.
func (f *file) written(s *step) {
	line, _, _ := strings.Cut(s.args, "\n")
	line = strings.TrimRight(line, blanks)
	target := line[strings.LastIndexAny(line, blanks)+1:]
	for _, h := range s.heredocs {
		name := h.name
		if len(s.heredocs) == 1 && !strings.HasSuffix(target, "/") {
			name = path.Base(target)
		}
		body := f.src.Slice(h.start, h.end)
		language := languageOf(name)
		if language == "" {
			language = interpreter(body)
		}
		f.r.Embedded(language, body, report.Context{Scope: &report.Scope{}})
	}
}

// languageOf returns the language of a file by its name, if people write it in a
// Dockerfile, or "".
func languageOf(name string) string {
	switch name {
	case "environment":
		return "dotenv"
	case ".bashrc", ".profile", ".bash_profile", "bash.bashrc", "profile":
		return "sh"
	case ".zshrc", ".zshenv":
		return "zsh"
	case "Makefile":
		return "make"
	}
	switch extension := strings.TrimPrefix(path.Ext(name), "."); extension {
	case "sh", "bash", "zsh", "fish", "py", "go", "env", "service":
		return extension
	}
	return ""
}

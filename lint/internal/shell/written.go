package shell

import (
	"path"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// written reports text that a command writes to a file whose lines become environment
// variables, such as $GITHUB_ENV or a profile.
func (l *linter) written(s *syntax.Stmt, words []report.Word, in place) {
	language := l.environmentFile(s, words)
	if language == "" || words[0].Text == "cat" || words[0].Text == "tee" {
		return
	}
	var args []report.Word
	for _, w := range words[1:] {
		if !strings.HasPrefix(w.Text, "-") || len(args) > 0 {
			args = append(args, w)
		}
	}
	if len(args) != 1 {
		return
	}
	w := args[0]
	line := strings.TrimSuffix(strings.TrimSpace(w.Text), `\n`)
	assigned := strings.TrimSpace(strings.TrimPrefix(line, "export "))
	name, value, ok := strings.Cut(assigned, "=")
	if !ok || !report.IsName(name) {
		return
	}
	value = strings.Trim(value, `"'`)
	set := report.Set{Name: name, Value: value, Constant: w.Constant && !strings.ContainsAny(value, "%$"), Start: w.Start, End: w.End}
	if assigned != w.Text {
		at := strings.Index(w.Text, assigned)
		set.Start, set.End = w.At(at), w.At(at+len(assigned))
	}
	set.Remove = in.remove()
	if in.before != nil && language == "dotenv" {
		set.Replace = []report.Edit{l.src.Replace(l.at(s.Pos()), l.stmtEnd(s), report.TurnOff)}
	}
	l.r.Set(set, l.in.Scope)
}

// redirect lints a here-document that goes to a shell or to a file of variables.
func (l *linter) redirect(s *syntax.Stmt, r *syntax.Redirect) {
	l.words(r.Word)
	if r.Hdoc == nil {
		return
	}
	l.words(r.Hdoc)
	call, ok := s.Cmd.(*syntax.CallExpr)
	if !ok || len(call.Args) == 0 {
		return
	}
	words := make([]report.Word, len(call.Args))
	for i, a := range call.Args {
		words[i] = l.word(a)
	}
	language := l.environmentFile(s, words)
	if readsScript(words) {
		language = "sh"
	}
	if language == "" {
		return
	}
	// In a container or on another machine, this job's Go is not there.
	var scope *report.Scope
	if l.in.Scope != nil {
		scope = &report.Scope{}
	}
	l.r.Embedded(language, l.src.Slice(l.at(r.Hdoc.Pos()), l.end(r.Hdoc)), report.Context{Scope: scope})
}

// readsScript reports whether the command runs a shell that reads a script.
func readsScript(words []report.Word) bool {
	last := path.Base(words[len(words)-1].Text)
	for _, w := range words {
		switch path.Base(w.Text) {
		case "-c":
			return false
		case "ssh":
			return true
		}
	}
	switch last {
	case "sh", "bash", "zsh", "dash", "-s", "-s -", "-l", "-e", "-eu", "-x":
		first := path.Base(words[0].Text)
		return last == first || strings.HasPrefix(last, "-") && (first == "bash" || first == "sh" || first == "zsh") || len(words) > 1 && !strings.HasPrefix(last, "-")
	}
	return false
}

// environmentFile returns the language of the file to which a statement writes, or "" if
// its lines become no variables.
func (l *linter) environmentFile(s *syntax.Stmt, words []report.Word) string {
	if language := l.outputLanguage(s); language != "" {
		return language
	}
	if words[0].Text == "tee" || len(words) > 1 && words[0].Text == "sudo" && words[1].Text == "tee" {
		return fileLanguage(words[len(words)-1].Text)
	}
	return l.output
}

// outputLanguage returns the language of the file to which a statement redirects its
// output.
func (l *linter) outputLanguage(s *syntax.Stmt) string {
	for _, r := range s.Redirs {
		if (r.Op == syntax.RdrOut || r.Op == syntax.AppOut) && r.Word != nil {
			if language := fileLanguage(l.word(r.Word).Text); language != "" {
				return language
			}
		}
	}
	return ""
}

func fileLanguage(file string) string {
	switch strings.Trim(file, "${}") {
	case "GITHUB_ENV":
		return "dotenv"
	case "BASH_ENV":
		return "sh"
	}
	switch name := path.Base(file); name {
	case ".bashrc", ".bash_profile", ".bash_login", ".profile", ".zshrc", ".zshenv", ".zprofile", ".envrc", "profile", "bash.bashrc":
		return "sh"
	case "environment", ".env":
		return "dotenv"
	default:
		switch {
		case strings.Contains(file, "/profile.d/"):
			return "sh"
		case strings.HasSuffix(name, ".service"), strings.Contains(file, ".service.d/"):
			return "systemd"
		}
	}
	return ""
}

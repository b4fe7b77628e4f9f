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
	language, elsewhere := stdinScript(words)
	if language == "" {
		language, elsewhere = l.environmentFile(s, words), true
	}
	if language == "" {
		return
	}
	scope := l.in.Scope
	if scope != nil && elsewhere { // this job's Go may not be there
		scope = &report.Scope{}
	}
	l.r.Embedded(language, l.hereDocument(r), report.Context{Scope: scope})
}

// hereDocument returns the text of a here-document without the word that ends it.
func (l *linter) hereDocument(r *syntax.Redirect) report.Source {
	start, end := l.at(r.Hdoc.Pos()), l.end(r.Hdoc)
	last := report.LineStart(l.src.Text, end)
	if word := strings.TrimLeft(l.src.Text[last:end], "\t"); last >= start && word == l.word(r.Word).Text {
		end = last
	}
	return l.src.Slice(start, end)
}

// stdinScript returns the language of the script that a command reads from its input, or
// "". elsewhere says that it may run as another user, in a container or on another machine.
func stdinScript(words []report.Word) (language string, elsewhere bool) {
	for i, w := range words {
		switch name := path.Base(w.Text); name {
		case "ssh":
			return "sh", true
		case "sh", "bash", "dash", "ksh", "ash":
			language = "sh"
		case "zsh", "fish", "pwsh":
			language = name
		case "python", "python3":
			language = "python"
		default:
			continue
		}
		if !readsStdin(words[i+1:]) {
			language = ""
		}
		return language, i > 0
	}
	return "", false
}

// readsStdin reports whether the arguments of an interpreter name no script.
func readsStdin(args []report.Word) bool {
	for i := 0; i < len(args); i++ {
		switch w := args[i].Text; {
		case w == "-s" || w == "-" || w == "/dev/stdin":
			return true
		case w == "+o" || w == "-O" || strings.HasSuffix(w, "o") && w[0] == '-' && w == strings.ToLower(w): // -eo pipefail
			i++
		case !strings.HasPrefix(w, "-") && !strings.HasPrefix(w, "+"), w == "-m":
			return false
		case !strings.HasPrefix(w, "--") && strings.Contains(w, "c"): // -c, -lc
			return false
		}
	}
	return true
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

package shell

import (
	"path"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// redirect lints a here-document or here-string that goes to a shell or to a file of
// variables.
func (l *linter) redirect(s *syntax.Stmt, r *syntax.Redirect, in place) {
	l.words(r.Word)
	if r.Hdoc == nil && r.Op != syntax.WordHdoc {
		return
	}
	if r.Hdoc != nil {
		l.words(r.Hdoc)
	}
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
	if elsewhere { // this job's Go may not be there
		scope = otherScope(scope)
	}
	if r.Hdoc == nil {
		l.r.Embedded(language, l.word(r.Word).Source, report.Context{Scope: scope, Emptied: in.remove})
		return
	}
	start, end, next := l.document(r)
	l.r.Embedded(language, l.src.Slice(start, end), report.Context{Scope: scope, Emptied: func() []report.Edit {
		return join(in.remove(), []report.Edit{l.src.Delete(start, next)})
	}})
}

// document returns the start and the end of the text of a here-document, and the start of
// the line after its delimiter.
func (l *linter) document(r *syntax.Redirect) (start, end, next int) {
	start, end = l.at(r.Hdoc.Pos()), l.end(r.Hdoc)
	// To the parser, the delimiter may belong to the text.
	last := max(start, report.LineStart(l.src.Text, end))
	if strings.TrimLeft(l.src.Text[last:end], "\t") == l.word(r.Word).Text {
		end = last
	}
	next = report.LineEnd(l.src.Text, max(end, last))
	if next < l.src.Len() {
		next++
	}
	return start, end, next
}

// otherScope returns the scope of a container or another machine, where the Go of this job
// isn't.
func otherScope(scope *report.Scope) *report.Scope {
	if scope == nil {
		return nil
	}
	return &report.Scope{}
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

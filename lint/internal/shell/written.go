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
	if language == "" {
		return
	}
	args := words[1:]
	for len(args) > 0 && strings.HasPrefix(args[0].Text, "-") {
		args = args[1:]
	}
	switch {
	case len(args) == 1:
		l.writtenWord(s, args[0], language, in)
	case words[0].Text == "printf" && len(args) > 1 && language == "dotenv":
		l.formatted(args, in)
	}
}

// formatted reports what printf writes with a format and values.
func (l *linter) formatted(args []report.Word, in place) {
	format := args[0]
	if name, _, ok := format.Assignment(); ok { // NAME=%s
		l.r.Set(report.Set{Name: name, Value: format.Text, Start: format.Start, End: format.End}, l.in.Scope)
		return
	}
	if format.Text != `%s\n` {
		return
	}
	for i, w := range args[1:] {
		name, value, ok := w.Assignment()
		if !ok || !report.IsName(name) {
			continue
		}
		set := report.Set{Name: name, Value: value, Constant: w.Constant, Start: w.Start, End: w.End}
		if len(args) == 2 {
			set.Remove = in.remove()
		} else {
			set.Remove = report.RemoveWords(args, nil)(i+1, i+2)
		}
		l.r.Set(set, l.in.Scope)
	}
}

// writtenWord reports the assignments in the lines of a word.
func (l *linter) writtenWord(s *syntax.Stmt, w report.Word, language string, in place) {
	if language != "dotenv" && language != "sh" {
		l.r.Embedded(language, w.Source, report.Context{Scope: otherScope(l.in.Scope), Emptied: in.remove})
		return
	}
	lines := linesOf(w.Text)
	for i, at := range lines {
		text := w.Text[at.start:at.end]
		assigned := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "export "))
		name, value, ok := strings.Cut(assigned, "=")
		if !ok || !report.IsName(name) || language == "sh" && strings.TrimSpace(text) == assigned {
			continue
		}
		value = strings.Trim(value, `"'`)
		set := report.Set{Name: name, Value: value, Constant: w.Constant && !strings.ContainsAny(value, "%$"), Start: w.Start, End: w.End}
		if assigned != w.Text {
			start := at.start + strings.Index(text, assigned)
			set.Start, set.End = w.At(start), w.At(start+len(assigned))
		}
		l.removeWritten(&set, s, w, lines, i, language, in)
		l.r.Set(set, l.in.Scope)
	}
}

// removeWritten says how to remove line i of the lines of a word, or the whole command if
// that is all it writes.
func (l *linter) removeWritten(set *report.Set, s *syntax.Stmt, w report.Word, lines []bounds, i int, language string, in place) {
	switch {
	case i+1 < len(lines):
		set.Remove = []report.Edit{w.Delete(lines[i].start, lines[i+1].start)}
	case i > 0:
		set.Remove = []report.Edit{w.Delete(lines[i-1].end, lines[i].end)}
	default:
		set.Remove = in.remove()
		if in.piped != nil {
			s = in.piped
		}
		if language == "dotenv" {
			set.Replace = l.insteadOf(s, in)
		}
		return
	}
	set.Replace = l.instead(in, set.Remove)
}

// linesOf returns the lines that echo -e or printf writes for text, without empty ones
// at the end.
func linesOf(text string) (lines []bounds) {
	for start := 0; start < len(text); {
		end, width := len(text), 0
		for _, separator := range []string{"\n", `\n`} {
			if n := strings.Index(text[start:], separator); n >= 0 && start+n < end {
				end, width = start+n, len(separator)
			}
		}
		lines = append(lines, bounds{start, end})
		start = end + width
	}
	return lines
}

// environmentFile returns the language of the file to which a statement writes, or "" if
// its lines become no variables.
func (l *linter) environmentFile(s *syntax.Stmt, words []report.Word) string {
	if language := l.outputLanguage(s); language != "" {
		return language
	}
	if language := teeLanguage(words); language != "" {
		return language
	}
	return l.output
}

// teeLanguage returns the language of the file to which tee writes, or "".
func teeLanguage(words []report.Word) string {
	if words[0].Text == "sudo" {
		words = words[1:]
	}
	if len(words) < 2 || words[0].Text != "tee" {
		return ""
	}
	return fileLanguage(words[len(words)-1].Text)
}

// teed returns the language of the file to which a pipeline only writes text by tee, or "".
func (l *linter) teed(c *syntax.BinaryCmd) string {
	call, ok := c.Y.Cmd.(*syntax.CallExpr)
	if c.Op != syntax.Pipe || !ok || len(call.Args) == 0 {
		return ""
	}
	words := make([]report.Word, len(call.Args))
	for i, a := range call.Args {
		words[i] = l.word(a)
	}
	return teeLanguage(words)
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
	switch strings.Trim(file, "$(){}") {
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
	case "config.fish":
		return "fish"
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

// Package just lints justfiles: the variables and parameters that they export, and the
// commands in recipes and backticks.
package just

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// Lint lints a justfile.
func Lint(r *report.Reporter, src report.Source, in report.Context) {
	l := &linter{r: r, src: src, in: in, shell: "sh", read: map[string]bool{}}
	l.settings()
	for at := 0; at < src.Len(); {
		at = l.item(at)
	}
}

// linter walks over the items of a justfile.
type linter struct {
	r   *report.Reporter
	src report.Source
	in  report.Context

	exportsAll bool
	unexported string          // names, separated by spaces
	read       map[string]bool // the variables that the justfile reads, if that is known
	shell      string          // the language of the lines of recipes
	script     string          // the language of the next recipe if one interpreter runs all of it
}

// settings finds the settings that change what other items mean.
func (l *linter) settings() {
	for line := range strings.Lines(l.src.Text) {
		words := strings.Fields(line)
		switch {
		case len(words) < 2:
		case words[0] == "unexport":
			l.unexported += " " + words[1] + " "
		case words[0] != "set":
		case words[1] == "export":
			l.exportsAll = words[len(words)-1] != "false"
		case words[1] == "shell":
			_, value, _ := strings.Cut(line, "[")
			l.shell = language(firstString(value))
		}
	}
}

// firstString returns the first string in text.
func firstString(text string) string {
	i := strings.IndexAny(text, `'"`)
	if i < 0 {
		return ""
	}
	value, _, _ := strings.Cut(text[i+1:], text[i:i+1])
	return value
}

// language returns the language of a program that runs scripts.
func language(program string) string {
	fields := strings.Fields(program)
	if len(fields) == 0 {
		return ""
	}
	name := strings.TrimSuffix(fields[0][strings.LastIndexAny(fields[0], `/\`)+1:], ".exe")
	if name == "env" {
		for len(fields) > 1 && strings.HasPrefix(fields[1], "-") {
			fields = fields[1:]
		}
		return language(strings.Join(fields[1:], " "))
	}
	switch name = strings.TrimRight(name, "0123456789."); name {
	case "dash", "ash", "ksh":
		return "sh"
	case "node":
		return "javascript"
	case "powershell":
		return "pwsh"
	}
	return name
}

// item looks at what begins at i, which is the start of a line, and returns the place
// after it.
func (l *linter) item(i int) int {
	text := l.src.Text
	line := text[i:report.LineEnd(text, i)]
	switch {
	case strings.TrimSpace(line) == "":
		return nextLine(text, i)
	case line[0] == '#':
		l.r.Comment(l.src.At(i), l.src.At(i+len(line)))
		return nextLine(text, i)
	case line[0] == ' ' || line[0] == '\t': // it belongs to no recipe
		l.r.Broken = true
		return nextLine(text, i)
	case line[0] == '[':
		if strings.Contains(line, "[script") || strings.Contains(line, ", script") {
			if l.script = language(firstString(line)); l.script == "" {
				l.script = "sh"
			}
		}
		return nextLine(text, i)
	}
	if a, ok := l.assignment(i); ok {
		return l.assigned(a)
	}
	switch word, _, _ := strings.Cut(line, " "); word {
	case "set", "import", "import?", "mod", "mod?", "unexport":
		return nextLine(text, l.expression(i))
	}
	return l.recipe(i)
}

// nextLine returns the start of the line after the one with byte i.
func nextLine(text string, i int) int {
	if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(text)
}

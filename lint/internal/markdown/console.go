package markdown

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// isConsole reports whether a fence has prompts, commands and their output. People give
// such text the name of a shell, too.
func isConsole(language, text string) bool {
	switch language {
	case "console", "terminal", "session", "shell-session", "shellsession", "sh-session", "bash-session", "zsh-session",
		"term", "ps1con", "pwsh-session", "powershell-session", "doscon", "cmd-session":
		return true
	case "sh", "bash", "shell", "zsh", "shellscript", "powershell", "pwsh", "ps1", "cmd", "bat", "batch":
		for line := range strings.Lines(text) {
			if name, n := prompt(line); n > 0 && !strings.HasPrefix(line, "# ") && name == family(language) {
				return true
			}
		}
	}
	return false
}

// console lints the commands of a console.
func (s *scanner) console(src report.Source) {
	scripts := map[string]*report.Decoder{}
	users := strings.HasPrefix(src.Text, "$ ") || strings.Contains(src.Text, "\n$ ")
	language, more := "", false // of the line before
	at := 0
	for line := range strings.Lines(src.Text) {
		start := at
		at += len(line)
		text := strings.TrimRight(line, "\r\n")
		name, n := prompt(text)
		switch {
		case n > 0 && users && strings.HasPrefix(text, "# "):
			s.r.Comment(src.At(start), src.At(start+len(text)))
			continue
		case n > 0:
			language = name
		case language != "" && strings.HasPrefix(text, "> "):
			n = len("> ")
		case !more:
			language = ""
			continue
		}
		if scripts[language] == nil {
			scripts[language] = src.Decode()
		}
		scripts[language].Copy(start+n, at)
		text = strings.TrimRight(text, " \t")
		more = strings.HasSuffix(text, `\`) || language == "pwsh" && strings.HasSuffix(text, "`") || language == "cmd" && strings.HasSuffix(text, "^")
	}
	for _, name := range []string{"sh", "pwsh", "cmd"} {
		if d := scripts[name]; d != nil {
			s.r.Embedded(name, d.Source(src.Len()), report.Context{})
		}
	}
}

// prompt returns the language of the shell whose prompt begins a line, and its length,
// which is 0 without a prompt.
func prompt(line string) (language string, n int) {
	switch {
	case strings.HasPrefix(line, "PS>"), strings.HasPrefix(line, "PS "):
		return "pwsh", after(line, "> ")
	case len(line) > 2 && line[1] == ':' && line[2] == '\\':
		return "cmd", after(line, ">")
	}
	for _, mark := range []string{"$ ", "% ", "# ", "❯ ", "➜ "} {
		if strings.HasPrefix(line, mark) {
			return "sh", len(mark)
		}
	}
	for _, mark := range []string{"$ ", "# ", "% "} {
		if n := after(line, mark); n > 0 && isPlace(line[:n-len(mark)]) {
			return "sh", n
		}
	}
	return "", 0
}

// isPlace reports whether text is what a prompt says, such as user@host:~/src.
func isPlace(text string) bool {
	fields := strings.Fields(text)
	switch {
	case len(fields) == 0 || len(fields) > 2:
		return false
	case strings.ContainsAny(text, `"'=;`):
		return false
	}
	return strings.Contains(text, "@") || strings.IndexByte("~[(", text[0]) >= 0
}

// after returns the place after mark in line, or 0.
func after(line, mark string) int {
	n := strings.Index(line, mark)
	if n < 0 {
		return 0
	}
	return n + len(mark)
}

// family returns the language that prompts have for the name of a fence.
func family(language string) string {
	switch language {
	case "powershell", "pwsh", "ps1":
		return "pwsh"
	case "cmd", "bat", "batch":
		return "cmd"
	}
	return "sh"
}

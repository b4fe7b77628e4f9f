package cmd

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// list parses commands from i on, up to the parenthesis that closes a block, or the end.
// It returns the place there.
func (l *linter) list(i int, block bool) int {
	text := l.src.Text
	var stmts []statement
	s := statement{outer: -1}
	for i < len(text) && (text[i] != ')' || !block) {
		if n := l.blank(i); n > 0 {
			i += n
			continue
		}
		if separator := separatorAt(text[i:]); separator != "" {
			s = statement{outer: -1}
			if n := len(stmts); n > 0 && stmts[n-1].after == "" {
				stmts[n-1].after, s.before = separator, separator
			}
			i += len(separator)
			continue
		}
		if s.outer < 0 {
			s.outer = i
		}
		if end := l.lead(i); end > i {
			s.branch = s.branch || text[i] != '@'
			i = end
			continue
		}
		s.start = i
		if text[i] == '(' {
			i = l.block(i)
			s.end = i
		} else {
			i = l.simple(i, block, &s)
		}
		stmts = append(stmts, s)
		s = statement{outer: -1}
	}
	l.look(stmts, block)
	return i
}

// block parses a block and returns the place after it.
func (l *linter) block(i int) int {
	const deepest = 100
	if l.depth == deepest {
		return len(l.src.Text)
	}
	l.depth++
	i = l.list(i+1, true)
	l.depth--
	if i == len(l.src.Text) {
		l.r.Broken = true
		return i
	}
	return i + 1
}

// blank returns the length of the blanks, the comment or the label at i.
func (l *linter) blank(i int) int {
	text := l.src.Text[i:]
	switch {
	case strings.IndexByte(" \t\r,;=)", text[0]) >= 0:
		return 1
	case strings.HasPrefix(text, "^\n"):
		return 2
	case strings.HasPrefix(text, "^\r\n"):
		return 3
	case text[0] == ':':
		end := report.LineEnd(l.src.Text, i)
		if strings.HasPrefix(text, "::") {
			l.r.Comment(l.src.At(i), l.src.At(end))
		}
		return end - i
	case strings.EqualFold(strings.TrimPrefix(wordAt(text), "@"), "rem"):
		end := report.LineEnd(l.src.Text, i)
		l.r.Comment(l.src.At(i), l.src.At(end))
		return end - i
	}
	return 0
}

// wordAt returns the first word of text, if it isn't longer than those that mean something.
func wordAt(text string) string {
	const longest = len("@else") + 1
	text = text[:min(len(text), longest)]
	if n := strings.IndexAny(text, " \t\r\n,;=&|<>()/\""); n >= 0 {
		return text[:n]
	}
	return text
}

// separatorAt returns the separator of commands that text begins with, or "".
func separatorAt(text string) string {
	for _, s := range []string{"\n", "&&", "||", "&", "|"} {
		if strings.HasPrefix(text, s) {
			return s
		}
	}
	return ""
}

// lead returns the end of what comes before a command: @, else, or if and for with their
// conditions. Without any, it returns i.
func (l *linter) lead(i int) int {
	text := l.src.Text
	if text[i] == '@' {
		return i + 1
	}
	switch word := wordAt(text[i:]); strings.ToLower(word) {
	case "else":
		return i + len(word)
	case "if":
		return i + len(word) + condition(text[i+len(word):report.LineEnd(text, i)])
	case "for":
		return l.loop(i, text[i:report.LineEnd(text, i)])
	}
	return i
}

// condition returns the length of the condition at the start of text.
func condition(text string) int {
	at := 0
	next := func() string {
		at += len(text[at:]) - len(strings.TrimLeft(text[at:], " \t"))
		start, quoted := at, false
		for at < len(text) && (quoted || strings.IndexByte(" \t(", text[at]) < 0) {
			if text[at] == '"' {
				quoted = !quoted
			}
			if !quoted && strings.HasPrefix(text[at:], "==") && at > start {
				break
			}
			at++
		}
		return strings.ToLower(text[start:at])
	}
	word := next()
	for word == "/i" || word == "not" {
		word = next()
	}
	switch word {
	case "defined", "exist", "errorlevel", "cmdextversion":
		next()
		return at
	}
	if operator := next(); operator == "==" || !strings.HasPrefix(operator, "==") {
		next()
	}
	return at
}

// loop returns the end of the head of a for loop, after do, and lints the command whose
// output the loop reads.
func (l *linter) loop(i int, line string) int {
	n := -1
	for _, end := range []string{") do", ") DO", ") Do"} {
		if n < 0 {
			n = strings.Index(line, end)
		}
	}
	if n < 0 {
		return i
	}
	open := strings.Index(line, "(")
	if inside := strings.TrimSpace(line[open+1 : max(open+1, n)]); open >= 0 && len(inside) > 2 && inside[0] == '\'' && inside[len(inside)-1] == '\'' {
		at := i + open + strings.Index(line[open:], inside)
		l.output(at+1, at+len(inside)-1)
	}
	return i + n + len(") do")
}

// output lints a command from i to end whose output a loop reads.
func (l *linter) output(i, end int) {
	d := l.src.Decode()
	for at := i; at < end; at++ {
		if c := l.src.Text[at]; c == '^' && at+1 < end {
			d.Add(l.src.Text[at+1:at+2], at)
			at++
		} else {
			d.Copy(at, at+1)
		}
	}
	l.r.Embedded("cmd", d.Source(end), report.Context{
		Scope:   l.in.Scope,
		Emptied: func() []report.Edit { return []report.Edit{l.src.Replace(i, end, "rem")} },
	})
}

package cmd

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// commandEnd returns the end of the command at i: separators, redirections and, in a
// block, the closing parenthesis end it outside quotes.
func (l *linter) commandEnd(i int, block bool, ends string) int {
	text := l.src.Text
	quoted := false
	for ; i < len(text) && text[i] != '\n'; i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '^':
			if strings.HasPrefix(text[i+1:], "\r\n") {
				i++
			}
			i++
		case c == '&' && i > 0 && (text[i-1] == '>' || text[i-1] == '<'): // 2>&1
		case strings.IndexByte(ends, c) >= 0 || c == ')' && block:
			return i
		}
	}
	i = min(i, len(text))
	if quoted && strings.HasSuffix(strings.TrimRight(text[:i], "\r"), "^") { // the line should go on
		l.r.Broken = true
	}
	return i
}

// simple parses a command and returns the place after it.
func (l *linter) simple(i int, block bool, s *statement) int {
	end := l.commandEnd(i, block, "&|")
	s.end = i + len(strings.TrimRight(l.src.Text[i:end], " \t\r"))
	text := l.src.Text[i:s.end]
	if name := wordAt(text); strings.EqualFold(name, "call") { // call set
		if rest := strings.TrimLeft(text[len(name):], " \t"); strings.EqualFold(wordAt(rest), "set") {
			i, text = s.end-len(rest), rest
		}
	}
	if name := wordAt(text); strings.EqualFold(name, "set") && len(text) > len(name) {
		l.set(i+len(name), block, s)
		return end
	}
	if !report.Suspicious(text) {
		return end
	}
	for at := i; at < s.end; {
		switch c := l.src.Text[at]; {
		case strings.IndexByte(" \t\r\n", c) >= 0:
			at++
		case c == '^' && strings.HasPrefix(strings.TrimPrefix(l.src.Text[at+1:], "\r"), "\n"):
			at++
		default:
			next := l.redirection(at, s.end)
			if next == at {
				var w report.Word
				w, next = l.word(at, s.end)
				s.words = append(s.words, w)
			}
			at = next
		}
	}
	return end
}

// set parses the assignment after the word set.
func (l *linter) set(i int, block bool, s *statement) {
	end := min(s.end, l.commandEnd(i, block, "&|<>"))
	at := i + len(l.src.Text[i:end]) - len(strings.TrimLeft(l.src.Text[i:end], " \t"))
	raw := strings.TrimRight(l.src.Text[at:end], " \t\r")
	if strings.HasPrefix(raw, "/") {
		return
	}
	inside := raw
	if strings.HasPrefix(raw, `"`) { // the last quote ends the value
		if n := strings.LastIndexByte(raw, '"'); n > 0 {
			raw = raw[:n+1]
		}
		inside = strings.Trim(raw, `"`)
	}
	name, value, ok := strings.Cut(inside, "=")
	if !ok || !report.IsName(name) {
		return
	}
	s.assigns = &report.Set{
		Name: name, Value: strings.Trim(value, `"`), Constant: isConstant(value),
		Start: l.src.At(at), End: l.src.At(at + len(raw)),
	}
}

// isConstant reports whether text has no variables.
func isConstant(text string) bool {
	return !strings.Contains(text, "%") && strings.Count(text, "!") < 2
}

// redirection returns the end of the redirection at i, or i.
func (l *linter) redirection(i, end int) int {
	text := l.src.Text[:end]
	at := i
	if '0' <= text[at] && text[at] <= '9' {
		at++
	}
	if at >= end || text[at] != '>' && text[at] != '<' {
		return i
	}
	for at < end && strings.IndexByte("><&", text[at]) >= 0 {
		at++
	}
	at = end - len(strings.TrimLeft(text[at:], " \t"))
	if at < end {
		_, at = l.word(at, end)
	}
	return at
}

// word parses the word at i and returns the place after it.
func (l *linter) word(i, end int) (report.Word, int) {
	text := l.src.Text
	d := l.src.Decode()
	start, quoted, contentEnd := i, false, i
	for ; i < end && (quoted || i == start || strings.IndexByte(" \t\r\n<>", text[i]) < 0); i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
			if !quoted {
				contentEnd = i
				continue
			}
		case c == '^' && !quoted && i+1 < end:
			i++
			if text[i] != '\r' && text[i] != '\n' {
				d.Add(text[i:i+1], i-1)
			}
		case c == '\\' && quoted && i+1 < end && text[i+1] == '"':
			d.Add(`"`, i)
			i++
		default:
			d.Copy(i, i+1)
		}
		contentEnd = i + 1
	}
	src := d.Source(min(contentEnd, i))
	return report.Word{Source: src, Start: l.src.At(start), End: l.src.At(i), Constant: isConstant(src.Text)}, i
}

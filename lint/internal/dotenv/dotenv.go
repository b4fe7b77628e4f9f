// Package dotenv lints files of lines NAME=value: .env files, environment.d, and go/env in
// the user's configuration directory, where `go env -w` keeps its variables. Go doesn't
// look for GOTELEMETRY there either, so the finding and its fix are the same.
package dotenv

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

const blanks = " \t"

// Lint lints a file of variables.
func Lint(r *report.Reporter, src report.Source, in report.Context) {
	if report.IsGoEnv(src.Text) {
		return
	}
	for at := 0; at < src.Len(); {
		end := report.LineEnd(src.Text, at)
		line := strings.TrimLeft(src.Text[at:end], blanks)
		start := end - len(line)
		if strings.HasPrefix(line, "#") {
			r.Comment(src.At(start), src.At(end))
		} else if name, value, ok := split(src.Text, start, end); ok {
			end = assignment(r, src, in, name, value, end)
		}
		at = end + 1
	}
}

// part is a part of the text.
type part struct{ start, end int }

// split splits a line into the name and the rest after the equals sign.
func split(text string, start, end int) (name, value part, ok bool) {
	line := text[start:end]
	if rest, ok := strings.CutPrefix(line, "export "); ok {
		start = end - len(strings.TrimLeft(rest, blanks))
	}
	before, _, ok := strings.Cut(text[start:end], "=")
	name = part{start, start + len(strings.TrimRight(before, blanks))}
	rest := text[start+len(before) : end]
	if !ok || !report.IsIdentifier(text[name.start:name.end]) {
		return name, value, false
	}
	value.start = end - len(strings.TrimLeft(rest[1:], blanks))
	value.end = end
	return name, value, true
}

// assignment reports a variable, and returns the end of the last line of its value.
func assignment(r *report.Reporter, src report.Source, in report.Context, name, value part, lineEnd int) int {
	v, broken := read(src.Text, value)
	r.Broken = r.Broken || broken
	if v.end > lineEnd {
		lineEnd = report.LineEnd(src.Text, v.end)
	}
	after := v.end
	if rest := strings.TrimLeft(src.Text[after:lineEnd], blanks); strings.HasPrefix(rest, "#") {
		r.Comment(src.At(lineEnd-len(rest)), src.At(lineEnd))
		after = lineEnd
	}
	set := report.Set{
		Name: src.Text[name.start:name.end], Value: v.text, Constant: v.constant,
		Start: src.At(name.start), End: src.At(v.end),
	}
	if e, ok := src.DeleteLines(report.LineStart(src.Text, name.start), after); ok {
		set.Remove = []report.Edit{e}
	} else {
		set.Remove = []report.Edit{src.Delete(report.LineStart(src.Text, name.start), after)}
	}
	r.Set(set, in.Scope)
	return lineEnd
}

// value is the value of a variable.
type value struct {
	text     string
	constant bool // without $
	end      int  // with the quote
}

// read reads a value, which is in quotes or ends before a comment. broken says that its
// quotes are unfinished.
func read(text string, p part) (v value, broken bool) {
	if p.start < p.end {
		if quote := text[p.start]; quote == '"' || quote == '\'' || quote == '`' {
			if end := closing(text, p.start); end > 0 {
				inner := text[p.start+1 : end]
				return value{inner, quote == '\'' || !strings.Contains(inner, "$"), end + 1}, false
			}
			broken = true
		}
	}
	raw := text[p.start:p.end]
	for i := range len(raw) {
		if raw[i] == '#' && (i == 0 || strings.IndexByte(blanks, raw[i-1]) >= 0) {
			raw = raw[:i]
			break
		}
	}
	raw = strings.TrimRight(raw, blanks)
	return value{raw, !strings.Contains(raw, "$"), p.start + len(raw)}, broken
}

// closing returns the place of the quote that ends the one at i, or 0. If the quote is on
// a later line, only a comment can be after it: else it begins another value.
func closing(text string, i int) int {
	for at := i + 1; at < len(text); at++ {
		switch text[at] {
		case '\\':
			if text[i] != '\'' {
				at++
			}
		case text[i]:
			rest := strings.TrimLeft(text[at+1:report.LineEnd(text, at)], blanks)
			if rest != "" && rest[0] != '#' && strings.Contains(text[i:at], "\n") {
				return 0
			}
			return at
		}
	}
	return 0
}

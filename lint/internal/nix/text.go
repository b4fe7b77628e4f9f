package nix

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// content returns what a string means. ${...} becomes ${___}, which is an expansion in a
// shell too.
func (l *linter) content(t token) report.Source {
	d := &decoder{text: l.src.Text, inserted: t.inserted, out: l.src.Decode()}
	i, end := l.inside(t)
	if t.kind == quoted {
		d.until(i, end, quotedEscape)
		return d.source(end)
	}
	indent := indentation(l.src.Text[i:end])
	if n := strings.IndexByte(l.src.Text[i:end], '\n'); n >= 0 && strings.Trim(l.src.Text[i:i+n], " \r") == "" {
		i += n + 1
	} else {
		indent = 0
	}
	for i < end {
		line := end
		if n := strings.IndexByte(l.src.Text[i:end], '\n'); n >= 0 {
			line = i + n + 1
		}
		for _, p := range d.inserted { // it can have lines of its own
			if p.start >= line {
				break
			}
			if line <= p.end {
				line = end
			}
		}
		blanks := line - i - len(strings.TrimLeft(l.src.Text[i:line], " "))
		d.until(i+min(indent, blanks), line, indentedEscape)
		i = line
	}
	return d.source(end)
}

// inside returns the part of the text in a string, which can be half typed.
func (l *linter) inside(t token) (i, end int) {
	quote := `"`
	if t.kind == indented {
		quote = "''"
	}
	i, end = t.start+len(quote), t.end-len(quote)
	if n := len(t.inserted); n > 0 && t.inserted[n-1].end > end {
		return i, t.end // the quote at the end is in ${...}, which isn't closed
	}
	if strings.HasSuffix(l.src.Text[i:t.end], quote) {
		return i, end
	}
	return i, t.end
}

// indentation returns the number of spaces before each line of a string.
func indentation(text string) int {
	least := -1
	for line := range strings.Lines(text) {
		rest := strings.TrimLeft(line, " ")
		if n := len(line) - len(rest); strings.Trim(rest, "\r\n") != "" && (least < 0 || n < least) {
			least = n
		}
	}
	return max(least, 0)
}

// decoder decodes a string.
type decoder struct {
	text     string
	inserted []part // what is still to come
	out      *report.Decoder
	shown    strings.Builder // what a shell sees
}

func (d *decoder) source(end int) report.Source {
	return d.out.Source(end).With(d.shown.String())
}

// until decodes the text from i to end.
func (d *decoder) until(i, end int, escape func(text string) (meaning string, length int)) {
	for i < end {
		for len(d.inserted) > 0 && d.inserted[0].start < i {
			d.inserted = d.inserted[1:]
		}
		if len(d.inserted) > 0 && d.inserted[0].start == i+len("${") {
			p := d.inserted[0]
			stop := min(p.end+1, end)
			d.out.Copy(i, stop)
			d.shown.WriteString("${" + strings.Repeat("_", p.end-p.start) + d.text[p.end:stop])
			i = stop
			continue
		}
		if meaning, length := escape(d.text[i:end]); length > 0 {
			d.out.Add(meaning, i)
			d.shown.WriteString(meaning)
			i += length
			continue
		}
		d.out.Copy(i, i+1)
		d.shown.WriteByte(d.text[i])
		i++
	}
}

// quotedEscape returns what the escape sequence at the start of text means, and its
// length, or 0.
func quotedEscape(text string) (meaning string, length int) {
	if text[0] != '\\' || len(text) < 2 {
		return "", 0
	}
	switch text[1] {
	case 'n':
		return "\n", 2
	case 'r':
		return "\r", 2
	case 't':
		return "\t", 2
	}
	return text[1:2], 2
}

func indentedEscape(text string) (meaning string, length int) {
	switch {
	case strings.HasPrefix(text, "''$"):
		return "$", 3
	case strings.HasPrefix(text, "'''"):
		return "''", 3
	case strings.HasPrefix(text, "''\\") && len(text) > 3:
		meaning, _ = quotedEscape(text[2:])
		return meaning, 4
	}
	return "", 0
}

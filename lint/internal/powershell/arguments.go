package powershell

import (
	"strings"

	"github.com/telemetry-ls/telemetry-ls/lint/internal/report"
)

// group parses the parenthesis at i of the word from start: the arguments of a method, or
// an expression.
func (w *wordParser) group(start, i int) int {
	from := method(w.src.Text, start, i)
	if from < 0 || !w.decoding {
		return w.bracket(i, i, expression)
	}
	w.constant = false
	args, end := w.arguments(i + 1)
	if w.current != nil {
		w.current.calls = append(w.current.calls, call{start: from, end: end, args: args})
	}
	w.Copy(i, i+1)
	return end
}

// method returns where the call of a method that sets a variable begins in the part of
// text from i to end, or -1.
func method(text string, i, end int) int {
	for _, class := range []string{"[environment]", "[system.environment]"} {
		if name := class + "::setenvironmentvariable"; hasSuffix(text[i:end], name) {
			return end - len(name)
		}
	}
	if hasSuffix(text[i:end], ".environment.add") || hasSuffix(text[i:end], ".environmentvariables.add") {
		return i
	}
	return -1
}

// hasSuffix reports whether text ends with suffix, in any case.
func hasSuffix(text, suffix string) bool {
	return len(text) >= len(suffix) && strings.EqualFold(text[len(text)-len(suffix):], suffix)
}

// arguments parses the arguments of a method from i on, and returns the place after its
// parenthesis.
func (w *wordParser) arguments(i int) (args []report.Word, end int) {
	text := w.src.Text
	fresh := true // an argument begins
	for i < len(text) && text[i] != ')' {
		if n := w.blank(i); n > 0 {
			i += n
			continue
		}
		switch c := text[i]; {
		case c == ',':
			fresh = true
			i++
		case c == '\n' || c == ';' || c == '}' || c == '|':
			i++
		default:
			var part word
			part, i = w.word(i)
			if fresh {
				args = append(args, part.Word)
			} else {
				args[len(args)-1].Constant = false
			}
			fresh = false
		}
	}
	if i == len(text) {
		w.r.Broken = true
		return args, i
	}
	return args, i + 1
}
